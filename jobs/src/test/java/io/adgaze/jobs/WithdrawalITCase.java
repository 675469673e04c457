package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
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
        folder.landClip(1, "s-1", CLIP_MS, VIEWER, CONSENTED);
        folder.landClip(1, "s-2", CLIP_MS, "v-2", CONSENTED);
        folder.landClip(1, "s-3", CLIP_MS, "v-3", CONSENTED);
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
            job.await("all count", () -> viewers() == 3);

            folder.withdraw("w-1", VIEWER, WITHDREW);
            job.await("the viewer is taken out", () -> viewers() == 2);

            folder.landClip(1, "s-late", CLIP_MS, VIEWER, CONSENTED);
            job.await("a late session is rejected", () -> isRejected("s-late"));

            folder.landClip(1, "s-anew", CLIP_MS, VIEWER, WITHDREW.plusSeconds(1));
            job.await("who consents anew counts", () -> viewers() == 3);

            folder.withdraw("w-2", VIEWER, WITHDREW.plusSeconds(60));
            job.await("and may withdraw again", () -> viewers() == 2);
            savepoint = Path.of(URI.create(job.stop(root.resolve("savepoints"))));
        }

        SavepointContents state = SavepointContents.in(savepoint);
        assertThat(state.mentions("s-2")).as("what is known is found").isTrue();
        assertThat(state.mentions(VIEWER)).isFalse();
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
}
