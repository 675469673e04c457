package io.adgaze.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole log of a run, Flink's included: it tells of each session and names no viewer. */
class LogsITCase {

    private static final String VIEWER = "viewer-4711";
    private static final long CLIP_MS = 2500;
    private static final int FRAMES = 70;

    private static final List<String> LINES = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void run(@TempDir Path root) throws Exception {
        LandingFolder folder = LandingFolder.withDemoAd(root);
        folder.land("s-good", Clips.ofSample(1, CLIP_MS));
        folder.land("s-good", manifest("s-good"));
        ObjectNode refused = manifest("s-refused");
        refused.remove("consent");
        folder.land("s-refused", refused);
        folder.put(
                folder.session("s-garbled").resolve("manifest.json"),
                ("{\"viewer_key\": \"" + VIEWER + "\",, }").getBytes(UTF_8));
        folder.land("s-broken", "no video".getBytes(UTF_8));
        folder.land("s-broken", manifest("s-broken"));

        folder.put(
                root.resolve("withdrawals/viewer_key=" + VIEWER + "/w-1.json"),
                "no withdrawal".getBytes(UTF_8));
        folder.put(
                root.resolve("withdrawals/viewer_key=" + VIEWER + "/w-2.json"),
                """
                {"version": 1, "withdrawal_id": "w-2", "viewer_key": "%s",
                 "requested_at": "2026-11-22T10:00:00Z", "sessions": ["s-withdrawn"]}"""
                        .formatted(VIEWER)
                        .getBytes(UTF_8));

        try (Listener listener = new Listener()) {
            listener.listen();
            new EngagementRun(folder).into(root.resolve("output")).close();
        }
    }

    private static ObjectNode manifest(String sessionId) {
        return LandingFolder.clipManifest(1, sessionId, CLIP_MS).put("viewer_key", VIEWER);
    }

    @Test
    void namesNoViewer() {
        assertThat(LINES).as("Flink's own, too").anyMatch(line -> line.contains("to RUNNING"));
        assertThat(LINES).noneMatch(line -> line.contains(VIEWER));
    }

    @Test
    void tellsWhatBecomesOfASession() {
        assertThat(LINES)
                .contains(
                        "INFO Admitted session s-good of ad a-demo",
                        "INFO Reading session s-good from its start")
                .anyMatch(line -> line.matches("INFO Read session s-good: [1-9]\\d* frames .*"))
                .anyMatch(
                        line -> line.matches("INFO Measured session s-good .* [1-9]\\d* frames.*"));
    }

    @Test
    void tellsWhySessionsAreRejected() {
        assertThat(LINES)
                .anyMatch(line -> line.startsWith("INFO Rejected, consent_missing, session s-ref"))
                .anyMatch(line -> line.startsWith("INFO Rejected, manifest_invalid, session s-gar"))
                .anyMatch(
                        line -> line.startsWith("INFO Rejected, recording_unreadable, session s-"))
                .anyMatch(line -> line.startsWith("INFO Rejected, withdrawal_invalid, "));
    }

    @Test
    void tellsOfTheAdsExports() {
        assertThat(LINES)
                .anyMatch(line -> line.startsWith("INFO Ad a-demo is reported with 1 viewers"))
                .anyMatch(line -> line.startsWith("INFO Exported ad a-demo to "));
    }

    @Test
    void saysNothingOfEachFrame() {
        assertThat(LINES).filteredOn(line -> line.contains("s-good")).hasSizeLessThan(FRAMES / 2);
    }

    /** Takes down all that is logged at INFO and above, in place of the console. */
    private static final class Listener extends AbstractAppender implements AutoCloseable {

        private final LoggerContext context = LoggerContext.getContext(false);
        private final LoggerConfig root = context.getConfiguration().getRootLogger();
        private final Level before = root.getLevel();
        private final Map<String, Appender> others = Map.copyOf(root.getAppenders());

        Listener() {
            super("listener", null, null, true, Property.EMPTY_ARRAY);
        }

        void listen() {
            start();
            others.keySet().forEach(root::removeAppender);
            root.addAppender(this, null, null);
            root.setLevel(Level.INFO);
            context.updateLoggers();
        }

        @Override
        public void append(LogEvent event) {
            String message = event.getMessage().getFormattedMessage();
            Throwable thrown = event.getThrown();
            LINES.add(event.getLevel() + " " + message + (thrown == null ? "" : ": " + thrown));
        }

        @Override
        public void close() {
            root.setLevel(before);
            root.removeAppender(getName());
            others.values().forEach(appender -> root.addAppender(appender, null, null));
            context.updateLoggers();
            stop();
        }
    }
}
