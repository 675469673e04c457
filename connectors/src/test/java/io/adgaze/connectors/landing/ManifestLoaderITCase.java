package io.adgaze.connectors.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.connectors.ReportedMetrics;
import io.adgaze.records.LandedObject;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.records.SessionPath;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that fails, between the manifests and their sessions. */
class ManifestLoaderITCase {

    private static final int SESSIONS = 40;

    /** Shared with the tasks, which run in this process. */
    private static final AtomicInteger PROBES = new AtomicInteger();

    @TempDir Path folder;

    private final ReportedMetrics metrics = new ReportedMetrics();

    @BeforeEach
    void landSessions() throws IOException {
        PROBES.set(0);
        Files.createDirectories(folder.resolve("ads"));
        Files.writeString(folder.resolve("ads/a-1.mp4"), "an ad");
        for (int i = 0; i < SESSIONS; i++) {
            Path session = Files.createDirectories(sessionFolder(i));
            Files.writeString(session.resolve("webcam.webm"), "a recording");
            Files.writeString(session.resolve("manifest.json"), manifest("s-" + i));
        }
    }

    @Test
    void aPassingFailureCostsNoSession() throws Exception {
        AdProbe failingTwice =
                video -> {
                    if (PROBES.incrementAndGet() <= 2) {
                        throw new SocketException("connection reset");
                    }
                    return 42_000;
                };

        List<Either<Rejection, Session>> sessions = load(failingTwice);

        assertThat(sessions).hasSize(SESSIONS).allMatch(Either::isRight);
        assertThat(sessions).extracting(read -> read.right().sessionId()).doesNotHaveDuplicates();
        assertThat(metrics.counted("manifests_loaded")).isEqualTo(SESSIONS);
        assertThat(metrics.counted("manifest_failures")).isEqualTo(2);
        assertThat(metrics.gauged("manifests_loading")).containsExactly(0);
        assertThat(metrics.histogram("manifest_latency_ms").getCount()).isEqualTo(SESSIONS);
    }

    @Test
    void aLastingFailureFailsTheJob() {
        AdProbe failing =
                video -> {
                    throw new IOException("connection refused");
                };

        assertThatThrownBy(() -> load(failing)).hasStackTraceContaining("connection refused");
    }

    @Test
    void anErrorFailsTheJobAtOnce() {
        AdProbe broken =
                video -> {
                    throw new NoClassDefFoundError("decoder");
                };

        assertThatThrownBy(() -> load(broken)).hasStackTraceContaining("NoClassDefFoundError");
    }

    private List<Either<Rejection, Session>> load(AdProbe probe) throws Exception {
        Configuration conf = new Configuration();
        metrics.listenTo(conf);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, conf);
        List<LandedObject> manifests =
                IntStream.range(0, SESSIONS)
                        .mapToObj(
                                i ->
                                        LandedObject.at(
                                                new SessionPath(
                                                        "a-1",
                                                        "s-" + i,
                                                        sessionFolder(i) + "/",
                                                        LandingLayout.MANIFEST),
                                                "1",
                                                0))
                        .toList();
        DataStream<LandedObject> landed =
                env.fromData(LandedObject.class, manifests.toArray(LandedObject[]::new));
        return ManifestLoader.load(
                        landed,
                        new LandingOptions(folder + "/ads", folder + "/withdrawals", 1_000),
                        probe)
                .executeAndCollect(SESSIONS + 1);
    }

    private Path sessionFolder(int i) {
        return folder.resolve("landing/ad_id=a-1/session=s-" + i);
    }

    private static String manifest(String sessionId) {
        return """
        {"version": 1, "session_id": "%s", "ad_id": "a-1", "viewer_key": "v-1",
         "started_at": "2026-11-22T10:00:00Z", "recordings": ["webcam.webm"],
         "consent": {"id": "c-1", "purposes": ["gaze"]},
         "player_events": [{"recording_ms": 0, "ad_ms": 0, "event": "play"}]}
        """
                .formatted(sessionId);
    }
}
