package io.adgaze.jobs.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Everything that {@code docker-compose.yml} deploys, each in a process of its own on this machine:
 * Kafka, S3, ZooKeeper, a JobManager and two TaskManagers of two slots.
 */
final class AdgazeCluster implements AutoCloseable {

    static final String TOPIC = "adgaze-landing";
    static final String CAPTURE = "adgaze-capture";
    static final String OUTPUT = "adgaze-output";
    static final List<String> BUCKETS = List.of(CAPTURE, OUTPUT, "adgaze-state");

    private static final int TASK_MANAGERS = 2;
    private static final int SLOTS = 4;

    private final Path folder;
    private final KafkaProcess kafka;
    private final S3Process s3;
    private final S3Process.Credentials job;
    private final S3Client s3Client;
    private final FlinkProcesses flink;
    private final FlinkRest rest;

    private AdgazeCluster(
            Path folder,
            KafkaProcess kafka,
            S3Process s3,
            S3Process.Credentials job,
            FlinkProcesses flink)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.kafka = kafka;
        this.s3 = s3;
        this.job = job;
        this.s3Client = s3.client();
        this.flink = flink;
        this.rest = new FlinkRest(flink.restPort());
        rest.awaitSlots(SLOTS);
    }

    /** Starts everything in {@code folder}, and uploads the job's jar. */
    static AdgazeCluster start(Path folder) throws Exception {
        KafkaProcess kafka = KafkaProcess.start(folder.resolve("kafka"));
        kafka.createTopic(TOPIC);
        S3Process s3 = S3Process.start(folder.resolve("s3"), kafka.bootstrapServers(), TOPIC);
        S3Process.Credentials job = s3.setUp();
        FlinkProcesses flink = new FlinkProcesses(folder.resolve("flink"), s3, job);
        flink.startZooKeeper();
        flink.startJobManager();
        for (int i = 0; i < TASK_MANAGERS; i++) {
            flink.startTaskManager();
        }
        return new AdgazeCluster(folder, kafka, s3, job, flink);
    }

    KafkaProcess kafka() {
        return kafka;
    }

    S3Process s3() {
        return s3;
    }

    S3Client s3Client() {
        return s3Client;
    }

    FlinkProcesses flink() {
        return flink;
    }

    /** Another Flink on the same Kafka and S3, not started, and without high availability. */
    FlinkProcesses anotherFlink(String name) {
        return new FlinkProcesses(folder.resolve(name), s3, job)
                .set("high-availability.type", "NONE");
    }

    FlinkRest rest() {
        return rest;
    }

    /** Where processes keep what they write on this machine. */
    Path folder() {
        return folder;
    }

    /** Uploads the job's jar, which a JobManager forgets when it is lost; its id. */
    String upload() throws IOException, InterruptedException {
        return rest.upload(Deployment.JOB_JAR);
    }

    /** Waits until both TaskManagers have given all their slots back. */
    void awaitIdle() {
        rest.awaitSlots(SLOTS);
    }

    @Override
    public void close() throws Exception {
        s3Client.close();
        flink.close();
        s3.close();
        kafka.close();
    }
}
