package io.adgaze.jobs;

import io.adgaze.connectors.erasure.ErasurePlaces;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The erasure job's options, as given on the command line. */
@Command(
        name = "erasure",
        sortOptions = false,
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        description =
                "Erases what viewers have withdrawn: rows of the tables, rejections, recordings and"
                        + " manifests. A receipt for each withdrawal lies in <output>/erasures once"
                        + " nothing of it is left. Runs beside the engagement job, with the same"
                        + " --landing, --withdrawals and --output; may be stopped at any time, and"
                        + " run again.")
public final class ErasureOptions {

    private static final String SETTLE_AFTER = "--settle-after";
    private static final String STATE_RETENTION = "--state-retention";

    @Spec private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Mixin private DataLocations locations;

    @Option(
            names = SETTLE_AFTER,
            defaultValue = "15 min",
            paramLabel = "DURATION",
            description =
                    "How long ago a manifest must have landed to be erased, and a withdrawal to get"
                            + " its receipt: longer than the engagement job takes to find and apply"
                            + " it, and to draw a heatmap.")
    private Duration settleAfter;

    @Option(
            names = STATE_RETENTION,
            defaultValue = "7 d",
            paramLabel = "DURATION",
            description =
                    "How long checkpoints and savepoints of the engagement job are kept; receipts"
                            + " say until when a former one could be restored.")
    private Duration stateRetention;

    private ErasureOptions() {}

    /**
     * Reads the command line.
     *
     * @return empty when only help was asked for, which has then been printed
     * @throws ParameterException naming the option at fault and what would be right
     */
    public static Optional<ErasureOptions> parse(String... args) {
        ErasureOptions options = new ErasureOptions();
        CommandLine commandLine =
                new CommandLine(options).registerConverter(Duration.class, Durations::parse);
        commandLine.parseArgs(args);
        if (commandLine.isUsageHelpRequested()) {
            commandLine.usage(System.out);
            return Optional.empty();
        }
        options.check();
        return Optional.of(options);
    }

    private void check() {
        try {
            OptionChecks.requirePositive(SETTLE_AFTER, settleAfter.toMillis());
            OptionChecks.requirePositive(STATE_RETENTION, stateRetention.toMillis());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    ErasurePlaces places() {
        return new ErasurePlaces(locations.landing(), locations.withdrawals(), locations.output());
    }

    Duration settleAfter() {
        return settleAfter;
    }

    Duration stateRetention() {
        return stateRetention;
    }
}
