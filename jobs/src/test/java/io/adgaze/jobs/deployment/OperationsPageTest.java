package io.adgaze.jobs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever is paged finds the page's section on the alert. */
class OperationsPageTest {

    private static final String PAGE = "docs/operations.md";

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void explainsEachAlert() throws IOException {
        List<String> runbooks =
                DeploymentFiles.yaml("flink-conf/monitoring/alerts.yml")
                        .findValues("runbook_url")
                        .stream()
                        .map(JsonNode::asText)
                        .toList();
        List<String> sections =
                HEADING.matcher(DeploymentFiles.text(PAGE))
                        .results()
                        .map(heading -> PAGE + "#" + anchor(heading.group(1)))
                        .toList();

        assertThat(runbooks).isNotEmpty().isSubsetOf(sections);
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
