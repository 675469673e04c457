package io.adgaze.records;

import org.jspecify.annotations.Nullable;

/**
 * One event of the ad's player: ties the recording's clock to the ad's.
 *
 * @param recordingMs when it happened, on the recording's clock
 * @param adMs the ad's media time from then on
 * @param kind what happened
 * @param rate the ad's speed from then on, where no later event tells the ad's time: before a seek,
 *     and up to the recording's end. 0 where it is not known; null for the usual 1, as in
 *     savepoints of before
 */
public record PlayerEvent(long recordingMs, long adMs, Kind kind, @Nullable Double rate) {

    /** At the usual speed. */
    public PlayerEvent(long recordingMs, long adMs, Kind kind) {
        this(recordingMs, adMs, kind, null);
    }

    /** What can happen to the ad's clock; players tell it under more names. */
    public enum Kind {
        /** It runs from here on; also a word of where it is while it runs. */
        PLAY,
        PAUSE,
        /** It goes on from another place, running if it ran. */
        SEEK,
        STALL,
        ENDED,
        HIDDEN,
        VISIBLE
    }

    /** The ad's media time at {@code ms} of the recording, if nothing has happened since. */
    public long adMsAt(long ms) {
        double speed = rate == null ? 1 : rate;
        return adMs + Math.round(speed * (ms - recordingMs));
    }
}
