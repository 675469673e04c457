package io.adgaze.jobs;

import io.adgaze.operators.ads.ReportPacing;
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
                    "An ad has settled when no session has come for this long: its figures and its"
                            + " heatmap are then brought up to date, without waiting any longer.")
    private Duration settleAfter;

    @Option(
            names = "--report-every",
            defaultValue = "1 min",
            paramLabel = "DURATION",
            description =
                    "While sessions come, an ad's figures are written anew at most this often, and"
                            + " only when at least --min-viewers viewers have changed.")
    private Duration reportEvery;

    @Option(
            names = "--render-every",
            defaultValue = "10 min",
            paramLabel = "DURATION",
            description = "While sessions come, an ad's heatmap is drawn anew at most this often.")
    private Duration renderEvery;

    void check() {
        OptionChecks.requirePositive("--min-viewers", minViewers);
        OptionChecks.requirePositive("--settle-after", settleAfter.toMillis());
        OptionChecks.requirePositive("--report-every", reportEvery.toMillis());
        OptionChecks.requirePositive("--render-every", renderEvery.toMillis());
    }

    boolean emitFrames() {
        return emitFrames;
    }

    int minViewers() {
        return minViewers;
    }

    ReportPacing pacing() {
        return new ReportPacing(reportEvery, renderEvery, settleAfter, minViewers);
    }
}
