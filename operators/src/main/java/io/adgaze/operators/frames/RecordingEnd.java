package io.adgaze.operators.frames;

import org.jspecify.annotations.Nullable;

/**
 * The end of a session's recordings.
 *
 * @param recordingMs where they end, on the recording's clock
 * @param fpsMean decoded frames a second; null below two frames
 * @param recordedRate share of the calibration and of the playing ad that has frames, 0..1
 * @param demographics null where not consented or never seen well enough
 */
public record RecordingEnd(
        long recordingMs,
        @Nullable Float fpsMean,
        float recordedRate,
        @Nullable DemographicsEstimate demographics) {

    RecordingEnd with(@Nullable DemographicsEstimate demographics) {
        return new RecordingEnd(recordingMs, fpsMean, recordedRate, demographics);
    }
}
