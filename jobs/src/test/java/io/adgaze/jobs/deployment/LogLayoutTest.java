package io.adgaze.jobs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lands has names that others gave, and Flink logs some of them as they are. */
class LogLayoutTest {

    private static final String PATTERN = "appender.console.layout.pattern";
    private static final String WRITES_NO_MORE =
            "appender.console.layout.alwaysWriteExceptions = false";
    private static final String FORGED_AS_TEXT =
            "a?2026-11-28T10:00:00,000 INFO  Admitted??ERROR??";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flink-conf/log4j-console.properties",
                DeploymentFiles.FLINK_DEPLOYMENT,
                "jobs/src/main/resources/log4j2.properties"
            })
    void aMessageIsOneLineWhateverItNames(String file) throws IOException {
        String line =
                formatted(
                        file,
                        "split at s3://b/a\nINFO Admitted\r\u0085\u2028\u2029\u202e\u001b[2J/ä 1");

        assertThat(line)
                .endsWith("split at s3://b/a?INFO Admitted??????[2J/ä 1" + System.lineSeparator());
        assertThat(line.lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flink-conf/log4j-console.properties",
                DeploymentFiles.FLINK_DEPLOYMENT,
                "jobs/src/main/resources/log4j2.properties"
            })
    void whatAnExceptionSaysBeginsNoLineEither(String file) throws IOException {
        String forged = "a\n2026-11-28T10:00:00,000 INFO  Admitted\r\nERROR\u2028\u202e";
        Exception thrown = new IOException(forged, new IOException(forged));
        thrown.addSuppressed(new IOException(forged));

        List<String> lines = formatted(file, "failed", thrown).lines().toList();

        assertThat(lines.get(1)).isEqualTo("java.io.IOException: " + FORGED_AS_TEXT);
        assertThat(lines.subList(2, lines.size()))
                .allMatch(line -> line.startsWith("\t") || line.startsWith("Caused by: "))
                .contains("Caused by: java.io.IOException: " + FORGED_AS_TEXT)
                .contains("\tSuppressed: java.io.IOException: " + FORGED_AS_TEXT);
    }

    private static String formatted(String file, String message) throws IOException {
        return formatted(file, message, null);
    }

    private static String formatted(String file, String message, Exception thrown)
            throws IOException {
        String text = DeploymentFiles.text(file);
        String pattern =
                text.lines().filter(line -> line.contains(PATTERN)).findFirst().orElseThrow();
        Properties logging = new Properties();
        logging.load(new StringReader(pattern));
        PatternLayout layout =
                PatternLayout.newBuilder()
                        .withConfiguration(new DefaultConfiguration())
                        .withPattern(logging.getProperty(PATTERN))
                        .withAlwaysWriteExceptions(!text.contains(WRITES_NO_MORE))
                        .build();
        return layout.toSerializable(
                Log4jLogEvent.newBuilder()
                        .setLevel(Level.INFO)
                        .setLoggerName("org.apache.flink.Source")
                        .setThreadName("main")
                        .setMessage(new SimpleMessage(message))
                        .setThrown(thrown)
                        .build());
    }
}
