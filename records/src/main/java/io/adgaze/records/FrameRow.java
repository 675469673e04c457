package io.adgaze.records;

import org.jspecify.annotations.Nullable;

/**
 * A row of the optional, restricted table {@code frames}: one analysed frame.
 *
 * <p>Null means not measured (no consent, no screen, no valid frame), never zero. Each component is
 * a column of the same name in snake case; a record's components are columns behind its name;
 * {@code dt} is the partition.
 *
 * @param recordingMs the container's timestamp, on the recording's clock
 * @param adTimeMs the ad's media time; null while the ad is not playing
 * @param eyeOpen eye opening relative to the session's own open eye, about 0..1
 * @param blink whether a blink ended with this frame
 */
public record FrameRow(
        String dt,
        String sessionId,
        String viewerKey,
        String adId,
        long recordingMs,
        @Nullable Long adTimeMs,
        @Nullable Float faceConfidence,
        boolean valid,
        @Nullable String invalidReason,
        @Nullable ExpressionProbabilities p,
        @Nullable Float yawDeg,
        @Nullable Float pitchDeg,
        @Nullable Float rollDeg,
        @Nullable Float eyeOpen,
        @Nullable Boolean blink,
        @Nullable Float gazeXNorm,
        @Nullable Float gazeYNorm,
        @Nullable Boolean attention,
        String metricVersion,
        String modelVersion)
        implements TableRow {}
