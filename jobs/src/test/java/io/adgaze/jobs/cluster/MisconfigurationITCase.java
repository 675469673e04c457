package io.adgaze.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is wrong with a deployment is told to whoever submits the job, with what to do. */
@ExtendWith(SharedCluster.class)
class MisconfigurationITCase {

    private final AdgazeCluster cluster;
    private Scenario scenario;

    MisconfigurationITCase(AdgazeCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void land() {
        scenario = Scenario.on(cluster, "misconfigured");
    }

    @Test
    void wrongCredentials() throws Exception {
        assertThat(
                        refusal(
                                Map.of(
                                        "s3.access-key",
                                        S3Process.ROOT.accessKey(),
                                        "s3.secret-key",
                                        "not-its-secret")))
                .contains("Cannot find s3://adgaze-capture/sessions/misconfigured")
                .contains("403")
                .contains("Check the credentials");
    }

    @Test
    void aMissingBucket() throws Exception {
        scenario.with("--output=s3://adgaze-nowhere/engagement");

        assertThat(refusal(Map.of()))
                .contains("s3://adgaze-nowhere/engagement")
                .contains("there is no such bucket. Create it");
    }

    @Test
    void aMissingTopic() throws Exception {
        scenario.with("--kafka-topic=adgaze-nowhere");

        assertThat(refusal(Map.of()))
                .contains("There is no topic adgaze-nowhere")
                .contains("kafka-topics.sh")
                .contains("--create");
    }

    private String refusal(Map<String, String> settings) throws Exception {
        return cluster.rest().refusal(cluster.upload(), scenario.options(), settings);
    }
}
