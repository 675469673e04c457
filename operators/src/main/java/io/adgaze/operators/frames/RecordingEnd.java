package io.adgaze.operators.frames;

/**
 * The end of a session's recordings.
 *
 * @param recordingMs where they end, on the recording's clock
 * @param fpsMean decoded frames a second; null below two frames
 * @param demographics null where not consented or never seen well enough
 */
public record RecordingEnd(long recordingMs, Float fpsMean, DemographicsEstimate demographics) {

    RecordingEnd with(DemographicsEstimate demographics) {
        return new RecordingEnd(recordingMs, fpsMean, demographics);
    }
}
