package io.adgaze.records;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a session adds to its ad.
 *
 * @param summary the session's row
 * @param seconds its ad seconds, by ad second
 * @param gaze where the viewer looked; null where there was no calibrated gaze
 * @param ad the ad's video
 * @param consentGrantedAt when the viewer consented; null where that is not known, as in savepoints
 *     of before
 */
public record SessionResult(
        SessionSummary summary,
        List<ViewerSecond> seconds,
        @Nullable GazeTrack gaze,
        ObjectRef ad,
        @Nullable Instant consentGrantedAt) {}
