package io.adgaze.jobs;

import io.adgaze.connectors.landing.LandingOptions;
import io.adgaze.operators.ads.ReportPacing;
import io.adgaze.operators.frames.ReadingLimits;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The job's options, as given on the command line. */
@Command(
        name = "engagement",
        sortOptions = false,
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        description =
                "Measures how people watch ads: from consented webcam recordings that land in"
                        + " storage to engagement tables (Parquet) and a heatmap video of each ad.",
        footer = {
            "",
            "URIs are s3://bucket/prefix, file:/path or plain paths. Durations are like '30 s',"
                    + " '5 min', '12 h', '30 d'.",
            "Endpoint, region and credentials of S3 come from Flink's configuration (s3.endpoint,"
                    + " s3.region, s3.path-style-access, s3.access-key, s3.secret-key), else from"
                    + " the AWS default chain."
        })
public final class EngagementOptions {

    /** How landed sessions are found. */
    public enum Discovery {
        POLL,
        KAFKA
    }

    @Spec private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Mixin private LocationArguments locations;
    @Mixin private DiscoveryArguments discovery;
    @Mixin private RecordingArguments recordings;
    @Mixin private ReportArguments reports;
    @Mixin private RetentionArguments retention;

    private EngagementOptions() {}

    /**
     * Reads the command line.
     *
     * @return empty when only help was asked for, which has then been printed
     * @throws ParameterException naming the option at fault and what would be right
     */
    public static Optional<EngagementOptions> parse(String... args) {
        EngagementOptions options = new EngagementOptions();
        CommandLine commandLine =
                new CommandLine(options)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .registerConverter(Duration.class, Durations::parse);
        commandLine.parseArgs(args);
        if (commandLine.isUsageHelpRequested()) {
            commandLine.usage(System.out);
            return Optional.empty();
        }
        options.retention.takeOldNames();
        options.check();
        return Optional.of(options);
    }

    private void check() {
        try {
            discovery.check(locations.landing(), locations.withdrawals());
            recordings.check();
            reports.check();
            retention.check();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    public String landing() {
        return locations.landing();
    }

    public String withdrawals() {
        return locations.withdrawals();
    }

    public String ads() {
        return locations.ads();
    }

    public String output() {
        return locations.output();
    }

    public Discovery discover() {
        return discovery.discover();
    }

    public Duration pollInterval() {
        return discovery.pollInterval();
    }

    public String kafkaBootstrap() {
        return discovery.kafkaBootstrap();
    }

    public String kafkaTopic() {
        return discovery.kafkaTopic();
    }

    public String kafkaGroup() {
        return discovery.kafkaGroup();
    }

    public boolean bounded() {
        return discovery.bounded();
    }

    public boolean emitFrames() {
        return reports.emitFrames();
    }

    public int minViewers() {
        return reports.minViewers();
    }

    /** When ads are reported. */
    public ReportPacing reportPacing() {
        return reports.pacing();
    }

    public Duration manifestTimeout() {
        return retention.manifestTimeout();
    }

    public Duration sessionRetention() {
        return retention.sessionRetention();
    }

    public Duration adRetention() {
        return retention.adRetention();
    }

    /** What manifests are checked against. */
    public LandingOptions landingOptions() {
        return new LandingOptions(ads(), withdrawals(), recordings.maxBytes());
    }

    /** The longest side of an ad's pictures, to be measured and drawn on. */
    public int maxAdPictureSide() {
        return recordings.maxAdPictureSide();
    }

    /** How much of a recording is looked at. */
    public ReadingLimits readingLimits() {
        return recordings.readingLimits();
    }
}
