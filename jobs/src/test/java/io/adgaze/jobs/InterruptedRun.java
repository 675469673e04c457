package io.adgaze.jobs;

import java.io.IOException;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.RestartStrategyOptions;

/**
 * The run that a release's savepoint is taken of, in the midst of two recordings, and that later
 * releases finish. What it lands and how it is run must stay as they are: the savepoints refer to
 * it.
 *
 * <p>At parallelism 2 the session ids decide who reads what: {@link #PLAYING} and {@link #WAITING}
 * go to one subtask, {@link #CALIBRATING} to the other.
 */
final class InterruptedRun {

    /** Measured, and its rows written, before the savepoint; it counts toward its ad after. */
    static final String DONE = "done";

    /** Rejected, and that written, before the savepoint. */
    static final String REFUSED = "refused";

    /** At the savepoint in the midst of the ad, with its gaze calibrated. */
    static final String PLAYING = "playing";

    /** At the savepoint in the midst of its calibration. */
    static final String CALIBRATING = "calibrating";

    /** At the savepoint admitted, and not begun. */
    static final String WAITING = "waiting";

    /** At the savepoint a recording whose manifest has not come. */
    static final String LATE = "late";

    /** Frames of {@link #PLAYING} and {@link #CALIBRATING} that are analysed by the savepoint. */
    static final int FRAMES_BEFORE = 480;

    /** Of {@link #DONE} and {@link #LATE}. */
    private static final int CLIP_MS = 2500;

    private static final int CLIPPED_SAMPLE = 4;

    private static final int PARALLELISM = 2;

    /** Often, so that rows are soon written. */
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(200);

    private InterruptedRun() {}

    /** The run, to its end. */
    static EngagementRun whole(LandingBucket bucket) throws Exception {
        EngagementRun run = new EngagementRun(LandingBucket.LANDING, LandingBucket.ADS);
        run.configuration().addAll(bucket.flinkConfiguration());
        return run.parallelism(PARALLELISM)
                // A failure is to be seen; a restart would also count frames anew.
                .set(RestartStrategyOptions.RESTART_STRATEGY, "none")
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL)
                .with("--emit-frames")
                // Over by the time that a savepoint from the repository is restored.
                .with("--manifest-timeout=1 min")
                // Not over by then: savepoints are kept for years.
                .with("--session-retention=3650 d")
                .with("--ad-retention=3650 d");
    }

    /** The run that is stopped with a savepoint. */
    static EngagementRun streaming(LandingBucket bucket) throws Exception {
        return whole(bucket).unbounded().with("--poll-interval=200 ms");
    }

    static void landDone(LandingBucket bucket) throws Exception {
        bucket.landRecording(DONE, Clips.ofSample(CLIPPED_SAMPLE, CLIP_MS));
        bucket.landManifest(LandingFolder.clipManifest(CLIPPED_SAMPLE, DONE, CLIP_MS));
    }

    /** Without consent. */
    static void landRefused(LandingBucket bucket) throws IOException {
        bucket.landRecording(REFUSED, new byte[] {0});
        var manifest = LandingFolder.clipManifest(CLIPPED_SAMPLE, REFUSED, CLIP_MS);
        manifest.remove("consent");
        bucket.landManifest(manifest);
    }

    static void landPlaying(LandingBucket bucket) throws IOException {
        bucket.landSample(1, PLAYING);
    }

    static void landCalibrating(LandingBucket bucket) throws IOException {
        bucket.landSample(3, CALIBRATING);
    }

    static void landWaiting(LandingBucket bucket) throws IOException {
        bucket.landSample(2, WAITING);
    }

    static void landRecordingOfLate(LandingBucket bucket) throws Exception {
        bucket.landRecording(LATE, Clips.ofSample(CLIPPED_SAMPLE, CLIP_MS));
    }

    static void landManifestOfLate(LandingBucket bucket) throws IOException {
        bucket.landManifest(LandingFolder.clipManifest(CLIPPED_SAMPLE, LATE, CLIP_MS));
    }
}
