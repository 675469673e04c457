package io.adgaze.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A viewer withdraws while the job runs. */
class WithdrawalITCase {

    private static final String VIEWER = "viewer-4711";
    private static final long CLIP_MS = 1500;
    private static final Instant CONSENTED = Instant.parse("2026-11-22T09:59:40Z");
    private static final Instant WITHDREW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir private Path root;

    @Test
    void countsNoMoreAndIsInNoState() throws Exception {
        LandingFolder folder = LandingFolder.withDemoAd(root);
        land(folder, "s-1", VIEWER, CONSENTED);
        land(folder, "s-2", "v-2", CONSENTED);
        land(folder, "s-3", "v-3", CONSENTED);
        EngagementRun run =
                new EngagementRun(folder)
                        .unbounded()
                        .parallelism(2)
                        .with("--poll-interval=200 ms")
                        .with("--report-every=1 s")
                        .with("--render-every=2 s")
                        .with("--settle-after=2 s");
        Path output = root.resolve("output");
        Path savepoint;
        try (WatchedJob job = WatchedJob.start(run, output)) {
            await("all count", job, () -> viewers() == 3);

            withdraw("w-1", WITHDREW);
            await("the viewer is taken out", job, () -> viewers() == 2);

            land(folder, "s-late", VIEWER, CONSENTED);
            await("a late session is rejected", job, () -> isRejected("s-late"));

            land(folder, "s-anew", VIEWER, WITHDREW.plusSeconds(1));
            await("who consents anew counts", job, () -> viewers() == 3);

            withdraw("w-2", WITHDREW.plusSeconds(60));
            await("and may withdraw again", job, () -> viewers() == 2);
            savepoint = Path.of(URI.create(job.stop(root.resolve("savepoints"))));
        }

        SavepointContents state = SavepointContents.in(savepoint);
        assertThat(state.mentions("s-2")).as("what is known is found").isTrue();
        assertThat(state.mentions(VIEWER)).isFalse();
    }

    private static void land(
            LandingFolder folder, String sessionId, String viewer, Instant consentedAt)
            throws Exception {
        folder.land(sessionId, Clips.ofSample(1, CLIP_MS));
        ObjectNode manifest =
                LandingFolder.clipManifest(1, sessionId, CLIP_MS).put("viewer_key", viewer);
        ((ObjectNode) manifest.path("consent")).put("granted_at", consentedAt.toString());
        folder.land(sessionId, manifest);
    }

    private void withdraw(String id, Instant requestedAt) {
        String withdrawal =
                "{\"version\": 1, \"withdrawal_id\": \"%s\", \"viewer_key\": \"%s\", \"requested_at\": \"%s\"}"
                        .formatted(id, VIEWER, requestedAt);
        Path file = root.resolve("withdrawals/viewer_key=" + VIEWER).resolve(id + ".json");
        LandingFolder.withDemoAd(root).put(file, withdrawal.getBytes(UTF_8));
    }

    private int viewers() throws Exception {
        try (Tables tables = Tables.in(root.resolve("output"))) {
            Object most = tables.value("SELECT max(viewers_n) FROM ad_seconds");
            return most == null ? 0 : ((Number) most).intValue();
        }
    }

    private boolean isRejected(String sessionId) throws Exception {
        try (Tables tables = Tables.in(root.resolve("output"))) {
            return !tables.query(
                            "FROM rejected WHERE reason = 'consent_withdrawn' AND session_id = '"
                                    + sessionId
                                    + "'")
                    .isEmpty();
        }
    }

    /** Tables that are not there yet hold nothing. */
    private static void await(String what, WatchedJob job, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(WatchedJob.PATIENCE)
                .pollInterval(Tables.POLL_INTERVAL)
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(
                        () -> {
                            job.requireRunning();
                            return condition.call();
                        });
    }
}
