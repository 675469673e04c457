package io.adgaze.jobs.mutations;

/** What is mutated. */
enum Kind {
    WEBM_RECORDING,
    MP4_RECORDING,
    AD,
    MANIFEST,
    KEY
}
