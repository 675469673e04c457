package io.adgaze.jobs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.adgaze.jobs.EngagementOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docker-compose.yml} is valid, and agrees with the other files and with the build. */
class ComposeFileTest {

    /** PostgreSQL's versions have two numbers, Temurin's a build as well. */
    private static final String IMAGE = "[a-z./-]+:v?\\d+\\.\\d+(\\.\\d+)?(-java17|_\\d+-jre)?";

    private static JsonNode compose;

    @BeforeAll
    static void read() throws IOException {
        compose = DeploymentFiles.yaml(DeploymentFiles.COMPOSE);
    }

    @Test
    void conformsToTheComposeSpecification() throws Exception {
        // github.com/compose-spec/compose-go/v2/cmd: the parser of Docker Compose.
        Tool.onThePath("compose-spec").accepts(DeploymentFiles.COMPOSE);
    }

    @Test
    void imagesArePinnedToAVersion() {
        assertThat(services().map(service -> service.path("image").asText()))
                .isNotEmpty()
                .allMatch(image -> image.matches(IMAGE));
    }

    @Test
    void runsTheVersionsThatTheTestsRun() {
        assertThat(service("jobmanager").path("image").asText())
                .isEqualTo("flink:" + EnvironmentInformation.getVersion() + "-java17");
        assertThat(service("kafka").path("image").asText())
                .isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
    }

    @Test
    void jobIsSubmittedWithOptionsThatItTakes() {
        EngagementOptions options = jobOptions();

        assertThat(options.discover()).isEqualTo(EngagementOptions.Discovery.KAFKA);
        assertThat(options.kafkaBootstrap())
                .isEqualTo(
                        service("kafka")
                                .at("/environment/KAFKA_ADVERTISED_LISTENERS")
                                .asText()
                                .replace("PLAINTEXT://", ""));
        assertThat(service("topic").path("command").asText())
                .contains("--bootstrap-server " + options.kafkaBootstrap())
                .contains("--topic " + options.kafkaTopic() + " ");
        assertThat(service("s3").path("command").asText())
                .contains("--event-kafka-url " + options.kafkaBootstrap())
                .contains("--event-kafka-topic " + options.kafkaTopic() + " ");
    }

    @Test
    void bucketsAreMadeAndHaveTheirPolicies() throws IOException {
        Configuration flink = DeploymentFiles.flinkConfiguration();
        List<String> buckets =
                Stream.of(
                                jobOptions().landing(),
                                jobOptions().output(),
                                flink.get(HighAvailabilityOptions.HA_STORAGE_PATH))
                        .map(uri -> URI.create(uri).getHost())
                        .toList();
        String script = DeploymentFiles.text("flink-conf/s3/create-buckets.sh");

        assertThat(script).contains("for bucket in " + String.join(" ", buckets) + ";");
        assertThat(buckets)
                .allMatch(
                        bucket ->
                                Files.exists(
                                        DeploymentFiles.path("flink-conf/s3/" + bucket + ".json")));
    }

    @Test
    void configurationNamesServices() {
        Configuration flink = DeploymentFiles.flinkConfiguration();
        List<String> hosts =
                List.of(
                        flink.get(JobManagerOptions.ADDRESS),
                        flink.get(RestOptions.ADDRESS),
                        flink.get(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM).split(":")[0],
                        URI.create(flink.toMap().get("s3.endpoint")).getHost());

        assertThat(hosts).isSubsetOf(names(compose.path("services")));
    }

    @Test
    void monitoringFindsWhatItWatchesAndShows() throws IOException {
        String grafana = "flink-conf/monitoring/grafana/provisioning/";
        String source =
                DeploymentFiles.yaml(grafana + "datasources/prometheus.yml")
                        .at("/datasources/0/url")
                        .asText();
        String dashboards =
                DeploymentFiles.yaml(grafana + "dashboards/adgaze.yml")
                        .at("/providers/0/options/path")
                        .asText();
        JsonNode scraped =
                DeploymentFiles.yaml("flink-conf/monitoring/prometheus.yml").path("scrape_configs");

        assertThat(names(compose.path("services"))).contains(URI.create(source).getHost());
        assertThat(DeploymentFiles.strings(service("grafana").path("volumes")))
                .anyMatch(volume -> volume.endsWith(":" + dashboards + ":ro"));
        assertThat(scraped.findValuesAsText("job_name"))
                .containsExactly("jobmanager", "taskmanager")
                .isSubsetOf(names(compose.path("services")));
    }

    @Test
    void taskManagerMayUseTheMemoryThatIsBudgeted() {
        assertThat(MemorySize.parse(service("taskmanager").path("mem_limit").asText()))
                .isEqualTo(
                        DeploymentFiles.flinkConfiguration()
                                .get(TaskManagerOptions.TOTAL_PROCESS_MEMORY));
    }

    @Test
    void jobNeverRunsAsRootOfTheStore() {
        assertThat(names(compose.path("services")))
                .filteredOn(name -> service(name).toString().contains("S3_ROOT"))
                .containsExactly("s3", "s3-buckets", "s3-user");
        assertThat(List.of("jobmanager", "taskmanager"))
                .allMatch(
                        name ->
                                service(name)
                                        .at("/environment/AWS_ACCESS_KEY_ID")
                                        .asText()
                                        .equals("adgaze-job"));
    }

    @Test
    void portsAreOpenOnLoopbackUnlessAskedForByName() {
        assertThat(services().flatMap(ComposeFileTest::ports))
                .isNotEmpty()
                .allMatch(
                        port ->
                                port.matches(
                                        "(127\\.0\\.0\\.1|\\$\\{[A-Z0-9]+_ADDRESS:-127\\.0\\.0\\.1}):\\d+:\\d+"));
        assertThat(services().map(service -> service.path("network_mode").asText()))
                .containsOnly("");
    }

    /** Their interfaces run or tell what anybody asks for. */
    @ParameterizedTest
    @ValueSource(strings = {"jobmanager", "prometheus"})
    void whatAsksForNoPasswordCannotBeOpened(String service) {
        assertThat(ports(service(service))).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void eachPortIsInTheOperatorsTable() throws IOException {
        String page = DeploymentFiles.text("docs/operations.md");

        assertThat(services().flatMap(ComposeFileTest::ports))
                .allSatisfy(
                        port ->
                                assertThat(page)
                                        .containsPattern(
                                                "\\| compose: .*\\| "
                                                        + port.replaceFirst(".*:", "")
                                                        + " \\|"));
    }

    private static Stream<String> ports(JsonNode service) {
        return DeploymentFiles.strings(service.path("ports")).stream();
    }

    private static EngagementOptions jobOptions() {
        String[] arguments =
                DeploymentFiles.strings(service("job").path("command")).toArray(String[]::new);
        return EngagementOptions.parse(arguments).orElseThrow();
    }

    private static Stream<JsonNode> services() {
        return names(compose.path("services")).stream().map(ComposeFileTest::service);
    }

    private static JsonNode service(String name) {
        return compose.path("services").path(name);
    }

    private static List<String> names(JsonNode object) {
        return new ArrayList<>(
                new TreeSet<>(object.propertyStream().map(Map.Entry::getKey).toList()));
    }
}
