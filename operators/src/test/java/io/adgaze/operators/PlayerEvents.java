package io.adgaze.operators;

import io.adgaze.records.PlayerEvent;

/** Player events by name: recording time, then ad time. */
public final class PlayerEvents {

    private PlayerEvents() {}

    public static PlayerEvent play(long recordingMs, long adMs) {
        return new PlayerEvent(recordingMs, adMs, PlayerEvent.Kind.PLAY);
    }

    public static PlayerEvent pause(long recordingMs, long adMs) {
        return new PlayerEvent(recordingMs, adMs, PlayerEvent.Kind.PAUSE);
    }

    public static PlayerEvent seek(long recordingMs, long adMs) {
        return new PlayerEvent(recordingMs, adMs, PlayerEvent.Kind.SEEK);
    }

    public static PlayerEvent stall(long recordingMs, long adMs) {
        return new PlayerEvent(recordingMs, adMs, PlayerEvent.Kind.STALL);
    }

    public static PlayerEvent ended(long recordingMs, long adMs) {
        return new PlayerEvent(recordingMs, adMs, PlayerEvent.Kind.ENDED);
    }

    public static PlayerEvent hidden(long recordingMs, long adMs) {
        return new PlayerEvent(recordingMs, adMs, PlayerEvent.Kind.HIDDEN);
    }

    public static PlayerEvent visible(long recordingMs, long adMs) {
        return new PlayerEvent(recordingMs, adMs, PlayerEvent.Kind.VISIBLE);
    }
}
