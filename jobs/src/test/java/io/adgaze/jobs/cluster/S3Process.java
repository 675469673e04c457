package io.adgaze.jobs.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 endpoint in a process of its own; its objects outlive it.
 *
 * <p>Where the Versity S3 Gateway is on this machine ({@code $ADGAZE_VERSITYGW}, or {@code
 * versitygw} on the path), which is what {@code docker-compose.yml} runs, it is that: it sends its
 * own notifications to Kafka and enforces bucket policies. Else it is S3Proxy, which does neither.
 */
final class S3Process implements AutoCloseable {

    static final String REGION = "us-east-1";
    static final Credentials ROOT = new Credentials("adgaze-root", "adgaze-root-secret");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder;
    private final Optional<Path> gateway;
    private final String bootstrapServers;
    private final String topic;
    private final int port = Ports.free();
    private ServerProcess process;

    private S3Process(Path folder, String bootstrapServers, String topic) throws IOException {
        this.folder = folder;
        this.gateway = findGateway();
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        Files.createDirectories(objects());
        Files.createDirectories(folder.resolve("iam"));
    }

    /** An access key and its secret. */
    record Credentials(String accessKey, String secretKey) {

        Map<String, String> environment() {
            return Map.of("AWS_ACCESS_KEY_ID", accessKey, "AWS_SECRET_ACCESS_KEY", secretKey);
        }
    }

    /** Starts it; its notifications go to a topic that is there. */
    static S3Process start(Path folder, String bootstrapServers, String topic) throws IOException {
        S3Process s3 = new S3Process(folder, bootstrapServers, topic);
        s3.start();
        return s3;
    }

    /** Starts it, or starts it again where it was killed. */
    void start() throws IOException {
        process = ServerProcess.start("s3", folder, command(), Map.of());
        await().atMost(PATIENCE).until(() -> Ports.isOpen(port));
    }

    private List<String> command() {
        if (gateway.isEmpty()) {
            return JavaCommand.ofTests(S3ProxyServer.class.getName())
                    .options(List.of("-Xmx512m"))
                    .arguments(List.of(objects().toString(), Integer.toString(port)))
                    .line();
        }
        return List.of(
                gateway.get().toString(),
                "--port=" + Ports.HOST + ":" + port,
                "--access=" + ROOT.accessKey(),
                "--secret=" + ROOT.secretKey(),
                "--region=" + REGION,
                "--iam-dir=" + folder.resolve("iam").toAbsolutePath(),
                "--event-kafka-url=" + bootstrapServers,
                "--event-kafka-topic=" + topic,
                "--quiet",
                "posix",
                objects().toAbsolutePath().toString());
    }

    /** Whether it tells Kafka of what lands, and enforces policies. */
    boolean isGateway() {
        return gateway.isPresent();
    }

    URI endpoint() {
        return URI.create("http://" + Ports.HOST + ":" + port);
    }

    /** The folder that holds a bucket's objects as files, for engines without S3 access. */
    Path bucket(String name) {
        return objects().resolve(name);
    }

    ServerProcess process() {
        return process;
    }

    S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.of(REGION))
                .forcePathStyle(true)
                .httpClientBuilder(Apache5HttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(ROOT.accessKey(), ROOT.secretKey())))
                .build();
    }

    private Path objects() {
        return folder.resolve("objects");
    }

    /** Its set-up takes the AWS command line. */
    private static Optional<Path> findGateway() {
        if (Commands.find("aws").isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(System.getenv("ADGAZE_VERSITYGW"))
                .map(Path::of)
                .filter(Files::isExecutable)
                .or(() -> Commands.find("versitygw"));
    }

    /**
     * Makes the buckets, and, on a gateway, the job's user with the rights that it is deployed
     * with, by the scripts that {@code docker-compose.yml} runs.
     *
     * @return whom the job is to this endpoint
     */
    Credentials setUp() throws IOException, InterruptedException {
        if (gateway.isEmpty()) {
            try (S3Client client = client()) {
                AdgazeCluster.BUCKETS.forEach(
                        bucket -> client.createBucket(request -> request.bucket(bucket)));
            }
            return ROOT;
        }
        Credentials job = new Credentials("adgaze-job", "adgaze-job-secret");
        Map<String, String> environment =
                Map.of(
                        "PATH",
                        gateway.get().getParent() + ":" + System.getenv("PATH"),
                        "ADMIN_ENDPOINT_URL",
                        endpoint().toString(),
                        "ADMIN_ACCESS_KEY_ID",
                        ROOT.accessKey(),
                        "ADMIN_SECRET_ACCESS_KEY",
                        ROOT.secretKey(),
                        "JOB_SECRET_ACCESS_KEY",
                        job.secretKey(),
                        "CAPTURE_SECRET_ACCESS_KEY",
                        "adgaze-capture-secret",
                        "ERASURE_SECRET_ACCESS_KEY",
                        "adgaze-erasure-secret");
        Commands.run(folder, Deployment.FLINK_CONF.resolve("s3/create-user.sh"), environment);
        Map<String, String> account = new HashMap<>(ROOT.environment());
        account.put("AWS_ENDPOINT_URL", endpoint().toString());
        account.put("AWS_DEFAULT_REGION", REGION);
        Commands.run(folder, Deployment.FLINK_CONF.resolve("s3/create-buckets.sh"), account);
        return job;
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
