package io.adgaze.jobs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.adgaze.jobs.EngagementJob;
import io.adgaze.jobs.EngagementOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The {@code FlinkDeployment} is one that the operator takes, and deploys what is tested. */
class FlinkDeploymentTest {

    /** What the operator sets itself, from other fields of the deployment. */
    private static final List<String> SET_BY_THE_OPERATOR =
            List.of(
                    "jobmanager.rpc.address",
                    "jobmanager.bind-host",
                    "jobmanager.memory.process.size",
                    "rest.address",
                    "rest.bind-address",
                    "taskmanager.bind-host",
                    "taskmanager.memory.process.size",
                    "parallelism.default");

    /** Kubernetes takes the place of ZooKeeper, Amazon's S3 that of the gateway. */
    private static final List<String> OF_OTHER_SERVICES =
            List.of(
                    "high-availability.type",
                    "high-availability.zookeeper.quorum",
                    "s3.endpoint",
                    "s3.path-style-access",
                    "zookeeper.sasl.disable");

    private static JsonNode spec;

    @BeforeAll
    static void read() throws IOException {
        spec = DeploymentFiles.yaml(DeploymentFiles.FLINK_DEPLOYMENT).path("spec");
    }

    /**
     * The schema is that of the newest operator that Maven has, which is older than Flink 2.3: its
     * list of Flink versions is left out.
     */
    @Test
    void conformsToTheOperatorsSchema() throws IOException {
        ObjectNode schema = operatorSchema();
        ((ObjectNode) schema.at("/properties/flinkVersion")).remove("enum");
        refuseUnknownFields(schema);
        Schema validator = SchemaRegistry.withDialect(Dialects.getOpenApi30()).getSchema(schema);

        assertThat(validator.validate(spec)).isEmpty();
    }

    private static ObjectNode operatorSchema() throws IOException {
        String file = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
        try (InputStream crd = FlinkDeploymentTest.class.getResourceAsStream(file)) {
            String text = new String(crd.readAllBytes(), StandardCharsets.UTF_8);
            return (ObjectNode)
                    DeploymentFiles.parseYaml(text)
                            .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
        }
    }

    /** As {@code kubectl apply} does; the schema alone would have them dropped. */
    private static void refuseUnknownFields(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.has("properties")
                && !object.has("additionalProperties")
                && !object.has("x-kubernetes-preserve-unknown-fields")) {
            object.put("additionalProperties", false);
        }
        if (schema instanceof ObjectNode || schema instanceof ArrayNode) {
            schema.forEach(FlinkDeploymentTest::refuseUnknownFields);
        }
    }

    @Test
    void runsTheFlinkThatIsTested() throws IOException {
        String flink = EnvironmentInformation.getVersion();
        String[] parts = flink.split("\\.");

        assertThat(spec.path("flinkVersion").asText()).isEqualTo("v" + parts[0] + "_" + parts[1]);
        assertThat(DeploymentFiles.text("flink-conf/kubernetes/Dockerfile"))
                .contains("\nFROM flink:" + flink + "-java17\n");
    }

    @Test
    void configuresFlinkAsTested() {
        Map<String, String> tested = new TreeMap<>(DeploymentFiles.flinkConfiguration().toMap());
        Map<String, String> deployed = new TreeMap<>();
        spec.path("flinkConfiguration")
                .propertyStream()
                .forEach(option -> deployed.put(option.getKey(), option.getValue().asText()));
        SET_BY_THE_OPERATOR.forEach(tested::remove);
        OF_OTHER_SERVICES.forEach(tested::remove);

        assertThat(deployed.remove("high-availability.type")).isEqualTo("kubernetes");
        assertThat(deployed).isEqualTo(tested);
    }

    @Test
    void givesProcessesWhatTheConfigurationBudgets() {
        Configuration flink = DeploymentFiles.flinkConfiguration();

        assertThat(MemorySize.parse(spec.at("/jobManager/resource/memory").asText()))
                .isEqualTo(flink.get(JobManagerOptions.TOTAL_PROCESS_MEMORY));
        assertThat(MemorySize.parse(spec.at("/taskManager/resource/memory").asText()))
                .isEqualTo(flink.get(TaskManagerOptions.TOTAL_PROCESS_MEMORY));
        assertThat(spec.at("/taskManager/resource/cpu").asInt())
                .isEqualTo(flink.get(TaskManagerOptions.NUM_TASK_SLOTS));
    }

    @Test
    void logsAsTested() throws IOException {
        assertThat(spec.at("/logConfiguration/log4j-console.properties").asText())
                .isEqualTo(DeploymentFiles.text("flink-conf/log4j-console.properties"));
    }

    @Test
    void startsTheJobWithOptionsThatItTakes() {
        String[] arguments = DeploymentFiles.strings(spec.at("/job/args")).toArray(String[]::new);

        assertThat(spec.at("/job/entryClass").asText()).isEqualTo(EngagementJob.class.getName());
        assertThat(EngagementOptions.parse(arguments)).isPresent();
    }
}
