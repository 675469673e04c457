package io.adgaze.jobs;

import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.S3Settings;
import io.adgaze.storage.StoreRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what a job is about to use before it is submitted, so that a wrong name or key is told
 * to whoever submits it, rather than by a job that restarts for ever.
 *
 * <p>A store or broker that gives no answer is no reason to refuse a job, which would wait for it:
 * that is only logged.
 */
final class Preflight {

    private static final Logger LOG = LoggerFactory.getLogger(Preflight.class);

    private static final int BROKER_TIMEOUT_MS = 10_000;

    /** An object that nobody writes: to be told that it is missing is all that is needed. */
    private static final String PROBE = "/.adgaze-preflight";

    private final EngagementOptions options;

    Preflight(EngagementOptions options) {
        this.options = options;
    }

    /**
     * Asks the stores for the landing, ads and output prefixes, and the brokers for the topic.
     *
     * @param flinkConf with the {@code s3.*} keys that the job will find on the cluster
     * @throws ProgramParametrizationException saying what is wrong, and what to do
     */
    void check(ReadableConfig flinkConf) throws IOException, InterruptedException {
        try (ObjectStore store = ObjectStores.of(S3Settings.of(flinkConf.toMap()))) {
            for (String uri : List.of(options.landing(), options.ads(), options.output())) {
                checkPrefix(store, uri);
            }
        }
        if (options.discover() == EngagementOptions.Discovery.KAFKA) {
            checkTopic();
        }
    }

    private static void checkPrefix(ObjectStore store, String uri) {
        try {
            store.head(uri + PROBE);
        } catch (StoreRefusedException e) {
            throw new ProgramParametrizationException(e.getMessage());
        } catch (IOException e) {
            LOG.warn("{} could not be looked at; the job is submitted all the same.", uri, e);
        }
    }

    private void checkTopic() throws InterruptedException {
        Map<String, Object> settings =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, options.kafkaBootstrap(),
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BROKER_TIMEOUT_MS,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, BROKER_TIMEOUT_MS);
        String topic = options.kafkaTopic();
        try (Admin admin = Admin.create(settings)) {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new ProgramParametrizationException(
                        ("There is no topic %1$s on %2$s. Correct --kafka-topic, or create it:"
                                        + " kafka-topics.sh --bootstrap-server %2$s --create"
                                        + " --topic %1$s")
                                .formatted(topic, options.kafkaBootstrap()));
            }
            LOG.warn("{} could not be asked for topic {}.", options.kafkaBootstrap(), topic, e);
        } catch (KafkaException e) {
            LOG.warn("{} cannot be reached now.", options.kafkaBootstrap(), e);
        }
    }
}
