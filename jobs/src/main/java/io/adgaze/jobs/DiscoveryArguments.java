package io.adgaze.jobs;

import io.adgaze.jobs.EngagementOptions.Discovery;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How landed sessions are found. */
final class DiscoveryArguments {

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

    /** In a key of S3, where it is taken as it is. */
    private static final Pattern RELATIVE_SEGMENT =
            Pattern.compile("^s3a?://[^/]+(/.*)?/\\.{0,2}(/|$)", Pattern.DOTALL);

    void check(String landing, String withdrawals) {
        if (discover == Discovery.KAFKA) {
            OptionChecks.require(
                    kafkaBootstrap != null && kafkaTopic != null,
                    "--discover kafka needs --kafka-bootstrap=HOST:PORT,... and"
                            + " --kafka-topic=TOPIC.");
            requireS3("--landing", landing);
            requireS3("--withdrawals", withdrawals);
        } else {
            OptionChecks.require(
                    kafkaBootstrap == null && kafkaTopic == null,
                    "--kafka-bootstrap and --kafka-topic have no effect with --discover poll; add"
                            + " --discover kafka, or leave them out.");
        }
        requirePlain("--landing", landing);
        requirePlain("--withdrawals", withdrawals);
        OptionChecks.requirePositive("--poll-interval", pollInterval.toMillis());
    }

    private static void requireS3(String option, String uri) {
        OptionChecks.require(
                uri.matches("s3a?://.*"),
                "--discover kafka learns of objects in S3: "
                        + option
                        + " must be s3://bucket/prefix.");
    }

    private static void requirePlain(String option, String uri) {
        OptionChecks.require(
                !RELATIVE_SEGMENT.matcher(uri).find(),
                option
                        + "="
                        + uri
                        + " has an empty segment, '.' or '..': keys in S3 are no paths, and nothing"
                        + " lands there. Write s3://bucket/prefix.");
    }

    Discovery discover() {
        return discover;
    }

    Duration pollInterval() {
        return pollInterval;
    }

    String kafkaBootstrap() {
        return kafkaBootstrap;
    }

    String kafkaTopic() {
        return kafkaTopic;
    }

    String kafkaGroup() {
        return kafkaGroup;
    }

    boolean bounded() {
        return bounded;
    }
}
