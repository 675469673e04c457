package io.adgaze.jobs.bench;

/** What the analysis of a frame is made of. */
enum Stage {
    DECODE,
    FACE,
    EXPRESSION,
    DEMOGRAPHICS,
    GAZE
}
