package io.adgaze.jobs;

import io.adgaze.connectors.landing.LandingOptions;
import io.adgaze.operators.frames.SplitLimits;
import io.adgaze.video.VideoLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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

    private static final long MEBIBYTE = 1 << 20;
    private static final int MAX_FRAME_RATE = 240;

    @Spec private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = "--landing",
            required = true,
            paramLabel = "URI",
            description = "Where sessions land: <landing>/ad_id=.../session=.../manifest.json.")
    private String landing;

    @Option(
            names = "--ads",
            required = true,
            paramLabel = "URI",
            description = "Where the ads lie: <ads>/<ad_id>.mp4.")
    private String ads;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "URI",
            description = "Where tables, exports and rejections go.")
    private String output;

    @Option(
            names = "--discover",
            defaultValue = "poll",
            paramLabel = "poll|kafka",
            description =
                    "How landed sessions are found: by listing the landing prefix, or from S3 event"
                            + " notifications in a Kafka topic.")
    private Discovery discover;

    @Option(
            names = "--poll-interval",
            defaultValue = "10 s",
            paramLabel = "DURATION",
            description = "With --discover poll: how often the landing prefix is listed.")
    private Duration pollInterval;

    @Option(
            names = "--kafka-bootstrap",
            paramLabel = "HOST:PORT,...",
            description = "With --discover kafka: the brokers.")
    private String kafkaBootstrap;

    @Option(
            names = "--kafka-topic",
            paramLabel = "TOPIC",
            description = "With --discover kafka: the topic of the bucket's notifications.")
    private String kafkaTopic;

    @Option(
            names = "--kafka-group",
            defaultValue = "adgaze",
            paramLabel = "GROUP",
            description = "With --discover kafka: the consumer group.")
    private String kafkaGroup;

    @Option(
            names = "--bounded",
            description =
                    "Process what has landed by now, write everything, and finish. Without it the"
                            + " job runs until it is cancelled.")
    private boolean bounded;

    @Option(
            names = "--frame-rate",
            defaultValue = "30",
            paramLabel = "N",
            description = "Analysed frames a second of recording, at most.")
    private double frameRate;

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

    @Option(
            names = "--manifest-patience",
            defaultValue = "1 h",
            paramLabel = "DURATION",
            description = "How long a recording may lie without a manifest before it is rejected.")
    private Duration manifestPatience;

    @Option(
            names = "--session-memory",
            defaultValue = "30 d",
            paramLabel = "DURATION",
            description = "How long a session is remembered, to tell duplicates.")
    private Duration sessionMemory;

    @Option(
            names = "--ad-memory",
            defaultValue = "90 d",
            paramLabel = "DURATION",
            description = "How long a session counts toward its ad's figures.")
    private Duration adMemory;

    @Option(
            names = "--max-recording-mib",
            defaultValue = "2048",
            paramLabel = "N",
            description = "A larger recording is rejected.")
    private long maxRecordingMebibytes;

    @Option(
            names = "--max-recording-duration",
            defaultValue = "30 min",
            paramLabel = "DURATION",
            description = "A recording is read no further than this.")
    private Duration maxRecordingDuration;

    @Option(
            names = "--max-picture-side",
            defaultValue = "2560",
            paramLabel = "PX",
            description = "A recording with a longer side is rejected.")
    private int maxPictureSide;

    @Option(
            names = "--max-ad-picture-side",
            defaultValue = "4096",
            paramLabel = "PX",
            description =
                    "An ad with a longer side is not read: its sessions are rejected. Cameras make"
                            + " smaller pictures than ads have, so this is not --max-picture-side.")
    private int maxAdPictureSide;

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
                        .registerConverter(Duration.class, EngagementOptions::duration);
        commandLine.parseArgs(args);
        if (commandLine.isUsageHelpRequested()) {
            commandLine.usage(System.out);
            return Optional.empty();
        }
        options.check();
        return Optional.of(options);
    }

    private static Duration duration(String text) {
        try {
            return TimeUtils.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is not a duration like '30 s', '5 min' or '12 h'");
        }
    }

    private void check() {
        if (discover == Discovery.KAFKA && (kafkaBootstrap == null || kafkaTopic == null)) {
            throw wrong(
                    "--discover kafka needs --kafka-bootstrap=HOST:PORT,... and"
                            + " --kafka-topic=TOPIC.");
        }
        if (discover == Discovery.KAFKA && !landing.matches("s3a?://.*")) {
            throw wrong(
                    "--discover kafka learns of objects in S3: --landing must be"
                            + " s3://bucket/prefix.");
        }
        if (discover == Discovery.POLL && (kafkaBootstrap != null || kafkaTopic != null)) {
            throw wrong(
                    "--kafka-bootstrap and --kafka-topic have no effect with --discover poll; add"
                            + " --discover kafka, or leave them out.");
        }
        if (!(frameRate > 0 && frameRate <= MAX_FRAME_RATE)) {
            throw wrong("--frame-rate must be above 0 and at most " + MAX_FRAME_RATE + ".");
        }
        requirePositive("--min-viewers", minViewers);
        requirePositive("--max-recording-mib", maxRecordingMebibytes);
        requirePositive("--max-picture-side", maxPictureSide);
        requirePositive("--max-ad-picture-side", maxAdPictureSide);
        requirePositive("--poll-interval", pollInterval.toMillis());
        requirePositive("--max-recording-duration", maxRecordingDuration.toMillis());
        requirePositive("--session-memory", sessionMemory.toMillis());
        requirePositive("--ad-memory", adMemory.toMillis());
    }

    private void requirePositive(String option, long value) {
        if (value <= 0) {
            throw wrong(option + " must be above 0.");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Flink resolves no relative paths on a cluster; here they are the caller's. */
    private static String absolute(String uri) {
        boolean hasScheme = uri.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
        String absolute = hasScheme ? uri : "file://" + Path.of(uri).toAbsolutePath().normalize();
        return absolute.endsWith("/") ? absolute.substring(0, absolute.length() - 1) : absolute;
    }

    public String landing() {
        return absolute(landing);
    }

    public String ads() {
        return absolute(ads);
    }

    public String output() {
        return absolute(output);
    }

    public Discovery discover() {
        return discover;
    }

    public Duration pollInterval() {
        return pollInterval;
    }

    public String kafkaBootstrap() {
        return kafkaBootstrap;
    }

    public String kafkaTopic() {
        return kafkaTopic;
    }

    public String kafkaGroup() {
        return kafkaGroup;
    }

    public boolean bounded() {
        return bounded;
    }

    public boolean emitFrames() {
        return emitFrames;
    }

    public int minViewers() {
        return minViewers;
    }

    public Duration settleAfter() {
        return settleAfter;
    }

    public Duration manifestPatience() {
        return manifestPatience;
    }

    public Duration sessionMemory() {
        return sessionMemory;
    }

    public Duration adMemory() {
        return adMemory;
    }

    /** What manifests are checked against. */
    public LandingOptions landingOptions() {
        return new LandingOptions(ads(), maxRecordingMebibytes * MEBIBYTE);
    }

    /** What an ad's video may be, to be measured and drawn on. */
    public VideoLimits adLimits() {
        return VideoLimits.DEFAULT.withMaxSidePx(maxAdPictureSide);
    }

    /** How much of a recording is looked at. */
    public SplitLimits splitLimits() {
        return new SplitLimits(frameRate, maxPictureSide, maxRecordingDuration.toMillis());
    }
}
