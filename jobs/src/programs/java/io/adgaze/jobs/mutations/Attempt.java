package io.adgaze.jobs.mutations;

/**
 * What came of one mutated input.
 *
 * @param fault what was thrown that is no refusal; null unless {@link Outcome#FAILED}
 * @param ms how long it took
 * @param aboveMib resident memory at its most, above what it was before
 */
record Attempt(Outcome outcome, String fault, long ms, long aboveMib) {

    enum Outcome {
        /** Read, in part at least. */
        READ,
        /** Refused, with a reason for {@code rejected}. */
        REFUSED,
        /** Taken for the machine's fault: it would have failed the job. */
        FAILED
    }
}
