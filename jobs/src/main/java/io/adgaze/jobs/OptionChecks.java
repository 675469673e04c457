package io.adgaze.jobs;

/** What options have in common to be held against; a fault names the option. */
final class OptionChecks {

    private OptionChecks() {}

    static void require(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalArgumentException(fault);
        }
    }

    static void requirePositive(String option, long value) {
        require(value > 0, option + " must be above 0.");
    }
}
