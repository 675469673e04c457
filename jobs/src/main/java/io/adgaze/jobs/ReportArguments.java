package io.adgaze.jobs;

import java.time.Duration;
import picocli.CommandLine.Option;

/** What is written of the measures, and when. */
final class ReportArguments {

    @Option(
            names = "--emit-frames",
            description = "Also write the restricted table frames, one row per analysed frame.")
    private boolean emitFrames;

    @Option(
            names = "--min-viewers",
            defaultValue = "10",
            paramLabel = "N",
            description = "Below this many viewers an ad's figure is suppressed.")
    private int minViewers;

    @Option(
            names = "--settle-after",
            defaultValue = "5 min",
            paramLabel = "DURATION",
            description =
                    "An ad's exports are written once no session has come for this long, and at the"
                            + " end of bounded input.")
    private Duration settleAfter;

    void check() {
        OptionChecks.requirePositive("--min-viewers", minViewers);
    }

    boolean emitFrames() {
        return emitFrames;
    }

    int minViewers() {
        return minViewers;
    }

    Duration settleAfter() {
        return settleAfter;
    }
}
