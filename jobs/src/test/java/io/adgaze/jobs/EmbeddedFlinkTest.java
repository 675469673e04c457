package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.junit.jupiter.api.Test;

class EmbeddedFlinkTest {

    /** The repository's own, made for a cluster whose processes come over the network. */
    private static final Map<String, String> OF_A_CLUSTER =
            Map.of("FLINK_CONF_DIR", "../flink-conf");

    @Test
    void isClosedToOthersEvenWithAClustersConfiguration() throws IOException {
        Configuration conf = EmbeddedFlink.configuration(OF_A_CLUSTER);

        assertThat(conf.toMap()).as("the file is read").containsEntry("s3.region", "us-east-1");
        assertThat(conf.get(RestOptions.BIND_ADDRESS)).isEqualTo("127.0.0.1");
        assertThat(conf.get(JobManagerOptions.BIND_HOST)).isEqualTo("127.0.0.1");
        assertThat(conf.get(TaskManagerOptions.BIND_HOST)).isEqualTo("127.0.0.1");
        assertThat(conf.get(WebOptions.SUBMIT_ENABLE)).isFalse();
        assertThat(conf.keySet())
                .as("Prometheus's reporter listens on all addresses")
                .noneMatch(key -> key.startsWith("metrics.reporter"));
    }

    @Test
    void opensTheWebInterfaceAloneWhereItsAddressIsNamed() throws IOException {
        Configuration conf =
                EmbeddedFlink.configuration(Map.of(EmbeddedFlink.UI_ADDRESS, "0.0.0.0"));

        assertThat(conf.get(RestOptions.BIND_ADDRESS)).isEqualTo("0.0.0.0");
        assertThat(conf.get(JobManagerOptions.BIND_HOST)).isEqualTo("127.0.0.1");
        assertThat(conf.get(WebOptions.SUBMIT_ENABLE)).isFalse();
    }
}
