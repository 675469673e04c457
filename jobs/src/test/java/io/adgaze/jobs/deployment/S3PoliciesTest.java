package io.adgaze.jobs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bucket policies grant what the job needs, as the operations page says. */
class S3PoliciesTest {

    private static final List<String> BUCKETS =
            List.of("adgaze-capture", "adgaze-output", "adgaze-state");

    private static final Pattern IDENTITY_POLICY =
            Pattern.compile("(?s)```json\\n(\\{\\n  \"Version\": \"2012-10-17\".*?)```");

    @Test
    void captureBucketIsOnlyRead() throws IOException {
        assertThat(DeploymentFiles.json("flink-conf/s3/adgaze-capture.json").findValues("Action"))
                .extracting(JsonNode::asText)
                .containsExactly("s3:ListBucket", "s3:GetObject");
    }

    @Test
    void operationsPageListsTheSameRights() throws IOException {
        Set<String> granted = new TreeSet<>();
        for (String bucket : BUCKETS) {
            addRights(DeploymentFiles.json("flink-conf/s3/" + bucket + ".json"), granted);
        }
        Matcher page = IDENTITY_POLICY.matcher(DeploymentFiles.text("docs/operations.md"));
        assertThat(page.find()).isTrue();
        Set<String> documented = new TreeSet<>();
        addRights(new ObjectMapper().readTree(page.group(1)), documented);

        assertThat(documented).isEqualTo(granted);
    }

    private static void addRights(JsonNode policy, Set<String> rights) {
        for (JsonNode statement : policy.path("Statement")) {
            assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
            for (String action : oneOrMore(statement.path("Action"))) {
                for (String resource : oneOrMore(statement.path("Resource"))) {
                    rights.add(action + " on " + resource);
                }
            }
        }
    }

    private static List<String> oneOrMore(JsonNode value) {
        return value.isArray() ? DeploymentFiles.strings(value) : List.of(value.asText());
    }
}
