package io.adgaze.jobs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The bucket policies grant what the job and the capture server need, as the operations page says.
 */
class S3PoliciesTest {

    private static final List<String> BUCKETS =
            List.of("adgaze-capture", "adgaze-output", "adgaze-state");

    private static final Pattern IDENTITY_POLICY =
            Pattern.compile("(?s)```json\\n(\\{\\n  \"Version\": \"2012-10-17\".*?)```");

    @Test
    void theJobOnlyReadsWhatIsCaptured() throws IOException {
        assertThat(rights("adgaze-job", "adgaze-capture"))
                .extracting(right -> right.replaceFirst(" on .*", ""))
                .containsOnly("s3:ListBucket", "s3:GetObject");
    }

    @Test
    void theCaptureServerWritesSessionsAdsAndWithdrawalsAlone() throws IOException {
        assertThat(rights("adgaze-capture", "adgaze-capture"))
                .filteredOn(right -> right.startsWith("s3:PutObject "))
                .containsExactlyInAnyOrder(
                        "s3:PutObject on arn:aws:s3:::adgaze-capture/sessions/*",
                        "s3:PutObject on arn:aws:s3:::adgaze-capture/ads/*",
                        "s3:PutObject on arn:aws:s3:::adgaze-capture/withdrawals/*");
        assertThat(rights("adgaze-capture", "adgaze-output"))
                .containsExactlyInAnyOrder(
                        "s3:ListBucket on arn:aws:s3:::adgaze-output",
                        "s3:GetObject on arn:aws:s3:::adgaze-output/engagement/sessions/*");
        assertThat(rights("adgaze-capture", "adgaze-state")).isEmpty();
    }

    @Test
    void theErasureDeletesRecordingsAlone() throws IOException {
        assertThat(rights("adgaze-erasure", "adgaze-capture"))
                .filteredOn(right -> right.startsWith("s3:DeleteObject "))
                .containsExactly("s3:DeleteObject on arn:aws:s3:::adgaze-capture/sessions/*");
        assertThat(rights("adgaze-erasure", "adgaze-output"))
                .as("tables' files are overwritten: a checkpoint may name them")
                .noneMatch(right -> right.startsWith("s3:DeleteObject "));
        assertThat(rights("adgaze-erasure", "adgaze-state")).isEmpty();
    }

    private static Set<String> rights(String user, String bucket) throws IOException {
        Set<String> rights = new TreeSet<>();
        addRights(
                DeploymentFiles.json("flink-conf/s3/" + bucket + ".json"),
                statement -> statement.at("/Principal/AWS").asText().equals(user),
                rights);
        return rights;
    }

    @Test
    void operationsPageListsTheSameRights() throws IOException {
        Set<String> granted = new TreeSet<>();
        for (String bucket : BUCKETS) {
            granted.addAll(rights("adgaze-job", bucket));
        }
        Matcher page = IDENTITY_POLICY.matcher(DeploymentFiles.text("docs/operations.md"));
        assertThat(page.find()).isTrue();
        Set<String> documented = new TreeSet<>();
        addRights(new ObjectMapper().readTree(page.group(1)), statement -> true, documented);

        assertThat(documented).isEqualTo(granted);
    }

    private static void addRights(JsonNode policy, Predicate<JsonNode> whose, Set<String> rights) {
        for (JsonNode statement : policy.path("Statement")) {
            if (!whose.test(statement)) {
                continue;
            }
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
