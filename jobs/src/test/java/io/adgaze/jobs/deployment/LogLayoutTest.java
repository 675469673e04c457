package io.adgaze.jobs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
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

    private static String formatted(String file, String message) throws IOException {
        String pattern =
                DeploymentFiles.text(file)
                        .lines()
                        .filter(line -> line.contains(PATTERN))
                        .findFirst()
                        .orElseThrow();
        Properties logging = new Properties();
        logging.load(new StringReader(pattern));
        PatternLayout layout =
                PatternLayout.newBuilder()
                        .withConfiguration(new DefaultConfiguration())
                        .withPattern(logging.getProperty(PATTERN))
                        .build();
        return layout.toSerializable(
                Log4jLogEvent.newBuilder()
                        .setLevel(Level.INFO)
                        .setLoggerName("org.apache.flink.Source")
                        .setThreadName("main")
                        .setMessage(new SimpleMessage(message))
                        .build());
    }
}
