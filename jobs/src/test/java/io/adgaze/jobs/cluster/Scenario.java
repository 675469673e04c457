package io.adgaze.jobs.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.adgaze.jobs.LandingFolder;
import io.adgaze.jobs.Tables;
import io.adgaze.operators.frames.FrameReaderFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * One story on the cluster: a job of its own, with its own landing and output prefixes, and the
 * sessions that a capture side lands for it.
 */
final class Scenario {

    /** Five frames a second spare the machine. */
    static final String FRAME_RATE = "--frame-rate=5";

    private final AdgazeCluster cluster;
    private final String name;
    private final List<String> replaced = new ArrayList<>();
    private final List<String> sessions = new ArrayList<>();
    private String job;

    private Scenario(AdgazeCluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    /** Lands the ad; the job is not yet submitted. */
    static Scenario on(AdgazeCluster cluster, String name) {
        Scenario scenario = new Scenario(cluster, name);
        scenario.put("ads/" + LandingFolder.AD_ID + ".mp4", LandingFolder.sampleAd());
        return scenario;
    }

    /** Another value for one of the job's options. */
    Scenario with(String option) {
        replaced.add(option);
        return this;
    }

    /** The job's options: those of {@code docker-compose.yml}, with this scenario's prefixes. */
    List<String> options() {
        List<String> options =
                new ArrayList<>(
                        List.of(
                                "--landing=s3://" + AdgazeCluster.CAPTURE + "/" + landing(),
                                "--ads=s3://" + AdgazeCluster.CAPTURE + "/ads",
                                "--output=s3://" + AdgazeCluster.OUTPUT + "/" + outputPrefix(),
                                "--discover=kafka",
                                "--kafka-bootstrap=" + cluster.kafka().bootstrapServers(),
                                "--kafka-topic=" + AdgazeCluster.TOPIC,
                                "--kafka-group=" + name,
                                "--min-viewers=1",
                                FRAME_RATE,
                                "--settle-after=10 s",
                                "--report-every=10 s"));
        replaced.forEach(option -> replace(option, options));
        return options;
    }

    private static void replace(String option, List<String> options) {
        String name = option.substring(0, option.indexOf('=') + 1);
        if (options.stream().noneMatch(other -> other.startsWith(name))) {
            throw new IllegalArgumentException(name + " is not among " + options);
        }
        options.replaceAll(other -> other.startsWith(name) ? option : other);
    }

    Scenario submit(int parallelism) throws Exception {
        job = cluster.rest().run(cluster.upload(), parallelism, options());
        cluster.rest().awaitRunning(job);
        return this;
    }

    /** Submits the job to another cluster than the shared one. */
    Scenario submitTo(FlinkRest other) throws Exception {
        job = other.run(other.upload(Deployment.JOB_JAR), 1, options());
        other.awaitRunning(job);
        return this;
    }

    /**
     * Submits the job as {@code docker-compose.yml} does, where {@code curl} is on this machine.
     */
    Scenario submitAsDeployed(int parallelism) throws Exception {
        if (Commands.find("curl").isEmpty()) {
            return submit(parallelism);
        }
        Map<String, String> environment =
                Map.of(
                        "FLINK_URL",
                        "http://" + Ports.HOST + ":" + cluster.flink().restPort(),
                        "JOB_JAR",
                        Deployment.JOB_JAR.toString(),
                        "PARALLELISM",
                        Integer.toString(parallelism));
        String printed =
                Commands.run(
                        cluster.folder(),
                        Deployment.FLINK_CONF.resolve("submit.sh"),
                        environment,
                        options().toArray(String[]::new));
        job = new ObjectMapper().readTree(printed).path("jobid").asText();
        cluster.rest().awaitRunning(job);
        return this;
    }

    Scenario resume(int parallelism, String savepoint) throws Exception {
        job = cluster.rest().resume(cluster.upload(), parallelism, options(), savepoint);
        cluster.rest().awaitRunning(job);
        return this;
    }

    String job() {
        return job;
    }

    /**
     * Lands sessions {@code from} to {@code to}, both included, each of one of the four samples.
     */
    void land(int from, int to) {
        for (int number = from; number <= to; number++) {
            sessions.add(landOneOfWhichNothingIsExpected(number));
        }
    }

    /** Lands a session that is not to be measured; its id. */
    String landOneOfWhichNothingIsExpected(int number) {
        String id = sessionId(number);
        String at = landing() + "/ad_id=" + LandingFolder.AD_ID + "/session=" + id + "/";
        put(at + "webcam.webm", LandingFolder.sampleRecording(sample(number)));
        String manifest = LandingFolder.sampleManifest(sample(number), id).toString();
        put(at + "manifest.json", manifest.getBytes(UTF_8));
        return id;
    }

    /** Copies a session's manifest onto itself, which sends word of it again. */
    void announceAgain(int number) {
        String key = landing() + "/ad_id=" + LandingFolder.AD_ID + "/session=" + sessionId(number);
        cluster.s3Client()
                .copyObject(
                        request ->
                                request.sourceBucket(AdgazeCluster.CAPTURE)
                                        .sourceKey(key + "/manifest.json")
                                        .destinationBucket(AdgazeCluster.CAPTURE)
                                        .destinationKey(key + "/manifest.json")
                                        .metadataDirective(MetadataDirective.REPLACE));
    }

    static String sessionId(int number) {
        return "s-%03d".formatted(number);
    }

    /** The number of the sample that a session shows. */
    static int sample(int number) {
        return 1 + number % LandingFolder.SAMPLES;
    }

    /** The landing prefix, within what the job may read. */
    private String landing() {
        return "sessions/" + name;
    }

    /** The output prefix, within what the job may write. */
    String outputPrefix() {
        return "engagement/" + name;
    }

    private void put(String key, byte[] content) {
        String bucket = AdgazeCluster.CAPTURE;
        PutObjectResponse answer =
                cluster.s3Client()
                        .putObject(
                                request -> request.bucket(bucket).key(key),
                                RequestBody.fromBytes(content));
        if (!cluster.s3().isGateway()) {
            cluster.kafka().send(AdgazeCluster.TOPIC, S3Events.created(bucket, key, answer));
        }
    }

    long framesAnalysed() throws IOException, InterruptedException {
        return cluster.rest().counter(job, FrameReaderFactory.FRAMES_ANALYSED);
    }

    /** Waits until the job has looked at so many frames since it last started. */
    void awaitFrames(long frames) {
        await().atMost(FlinkRest.PATIENCE)
                .ignoreExceptions()
                .until(() -> framesAnalysed() >= frames);
    }

    /** Waits until each landed session has a row in {@code sessions}. */
    void awaitSessions() {
        await().atMost(FlinkRest.PATIENCE)
                .pollInterval(Tables.POLL_INTERVAL)
                .ignoreExceptions()
                .untilAsserted(
                        () -> {
                            try (Tables tables = tables()) {
                                long written =
                                        (long)
                                                tables.value(
                                                        "SELECT count(DISTINCT session_id) FROM"
                                                                + " sessions");
                                if (written < sessions.size()) {
                                    throw new AssertionError(
                                            written + " of " + sessions.size() + " sessions");
                                }
                            }
                        });
    }

    /** Waits until each landed session is in its ad's exports, and they hold a heatmap. */
    void awaitHeatmap() {
        Path exports = output().resolve("exports/ad=id-" + LandingFolder.AD_ID);
        await().atMost(FlinkRest.PATIENCE)
                .pollInterval(Tables.POLL_INTERVAL)
                .ignoreExceptions()
                .untilAsserted(
                        () -> {
                            // The methodology is written last.
                            int viewers =
                                    new ObjectMapper()
                                            .readTree(exports.resolve("methodology.json").toFile())
                                            .at("/sample/viewers_n")
                                            .asInt();
                            assertThat(viewers).isEqualTo(sessions.size());
                            assertThat(exports.resolve("heatmap.mp4")).isNotEmptyFile();
                        });
    }

    List<String> sessions() {
        return List.copyOf(sessions);
    }

    /** How many viewers the exported ad counts. */
    long viewers() throws Exception {
        try (Tables tables = tables()) {
            return (long) tables.value("SELECT max(viewers_n)::BIGINT FROM ad_seconds");
        }
    }

    /** Where the job writes, as files. */
    Path output() {
        return cluster.s3().bucket(AdgazeCluster.OUTPUT).resolve(outputPrefix());
    }

    @Override
    public String toString() {
        return name;
    }

    Tables tables() throws Exception {
        return Tables.in(output());
    }
}
