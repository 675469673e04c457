package io.adgaze.jobs.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The repository's files that say how Adgaze is deployed. */
final class DeploymentFiles {

    static final String COMPOSE = "docker-compose.yml";
    static final String FLINK_DEPLOYMENT = "flink-conf/kubernetes/flinkdeployment.yaml";

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeploymentFiles() {}

    static Path path(String file) {
        return REPOSITORY.resolve(file);
    }

    static String text(String file) throws IOException {
        return Files.readString(path(file));
    }

    static JsonNode json(String file) throws IOException {
        return JSON.readTree(text(file));
    }

    /** A YAML file with its anchors and merges resolved, which Jackson's own reader leaves. */
    static JsonNode yaml(String file) throws IOException {
        return parseYaml(text(file));
    }

    static JsonNode parseYaml(String text) {
        LoaderOptions options = new LoaderOptions();
        return JSON.valueToTree(new Yaml(new SafeConstructor(options)).load(text));
    }

    /** What Flink reads of {@code flink-conf/config.yaml}. */
    static Configuration flinkConfiguration() {
        return GlobalConfiguration.loadConfiguration(path("flink-conf").toString());
    }

    static List<String> strings(JsonNode list) {
        List<String> strings = new ArrayList<>();
        list.forEach(item -> strings.add(item.asText()));
        return strings;
    }
}
