package io.adgaze.operators.frames;

import org.jspecify.annotations.Nullable;

/**
 * The end of a session's measured frames.
 *
 * @param recording the end of its recordings
 * @param calibration how the gaze calibration went; null where gaze was not consented
 */
public record SessionEnd(RecordingEnd recording, @Nullable CalibrationOutcome calibration) {}
