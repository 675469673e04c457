package io.adgaze.jobs.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringSerializer;

/** A Kafka broker, with its controller (KRaft), in a process of its own; its log outlives it. */
final class KafkaProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final Path properties;
    private final int port = Ports.free();
    private ServerProcess process;

    private KafkaProcess(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.properties = folder.resolve("server.properties");
        Files.writeString(
                properties,
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@%1$s:%3$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%4$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                group.initial.rebalance.delay.ms=0
                """
                        .formatted(Ports.HOST, port, Ports.free(), folder.resolve("log")));
    }

    /** Formats its log's folder and starts it. */
    static KafkaProcess start(Path folder) throws Exception {
        KafkaProcess kafka = new KafkaProcess(folder);
        kafka.format();
        kafka.start();
        return kafka;
    }

    private void format() throws Exception {
        run(
                "kafka.tools.StorageTool",
                List.of("format", "-t", Uuid.randomUuid().toString(), "-c", properties.toString()));
    }

    /** Runs a command of Kafka's {@code bin/}, by its class. */
    private void run(String command, List<String> arguments) throws Exception {
        List<String> line = JavaCommand.ofTests(command).arguments(arguments).line();
        try (ServerProcess process = ServerProcess.start(command, folder, line, Map.of())) {
            if (process.await() != 0) {
                throw new IllegalStateException(command + " failed: " + process.log());
            }
        }
    }

    /** Starts it, or starts it again where it was killed. */
    void start() throws IOException {
        List<String> line =
                JavaCommand.ofTests("kafka.Kafka")
                        .options(List.of("-Xmx512m"))
                        .arguments(List.of(properties.toString()))
                        .line();
        process = ServerProcess.start("kafka", folder, line, Map.of());
        await().atMost(PATIENCE).until(() -> Ports.isOpen(port));
    }

    ServerProcess process() {
        return process;
    }

    String bootstrapServers() {
        return Ports.HOST + ":" + port;
    }

    /** Makes the topic with {@code kafka-topics.sh}, as {@code docker-compose.yml} does. */
    void createTopic(String topic) throws Exception {
        run(
                "org.apache.kafka.tools.TopicCommand",
                List.of(
                        "--bootstrap-server",
                        bootstrapServers(),
                        "--create",
                        "--if-not-exists",
                        "--topic",
                        topic,
                        "--partitions",
                        "3",
                        "--replication-factor",
                        "1"));
    }

    /** Sends a message and waits until it is stored. */
    void send(String topic, String message) {
        try (Producer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, message));
            producer.flush();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
