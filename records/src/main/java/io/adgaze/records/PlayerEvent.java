package io.adgaze.records;

/**
 * One event of the ad's player: ties the recording's clock to the ad's.
 *
 * @param recordingMs when it happened, on the recording's clock
 * @param adMs the ad's media time from then on
 * @param kind what happened
 */
public record PlayerEvent(long recordingMs, long adMs, Kind kind) {

    /** What a player can report. */
    public enum Kind {
        PLAY,
        PAUSE,
        SEEK,
        STALL,
        ENDED,
        HIDDEN,
        VISIBLE
    }
}
