package io.adgaze.records.manifest;

import io.adgaze.records.PlayerEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A player's speeds, each from one change to the next.
 *
 * <p>A speed is what an event says it is; else what the player did at it, wherever two events tell
 * the ad's time; else, before any change, the usual one. A speed of which nothing tells is not
 * known, and is 0: nothing counts as played at it.
 */
final class PlaybackRates {

    private static final double USUAL = 1;
    private static final double UNKNOWN = 0;

    /** Less of play says more of the two clocks' jitter than of the speed. */
    private static final long LEAST_MEASURED_MS = 500;

    /** Within this of the usual speed, it is the usual one: what differs is jitter. */
    private static final double JITTER = 0.05;

    /** The speed in use at each event of the clock, by the event's index. */
    private final List<Stretch> ofEvents = new ArrayList<>();

    private Stretch current = new Stretch(USUAL, null);

    /** The ad was played on from one event to the next. */
    void measure(long playedMs, long elapsedMs) {
        if (playedMs > 0) {
            current.playedMs += playedMs;
            current.elapsedMs += elapsedMs;
        }
    }

    /**
     * A noted event was taken.
     *
     * @param eventsN events of the clock by then; those that it added have the speed from it on
     */
    void from(NotedEvent noted, int eventsN) {
        if (noted.what() == MediaEvent.RATECHANGE || noted.rate() != null) {
            current = new Stretch(UNKNOWN, noted.rate());
        }
        while (ofEvents.size() < eventsN) {
            ofEvents.add(current);
        }
    }

    List<PlayerEvent> applyTo(List<PlayerEvent> events) {
        List<PlayerEvent> rated = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            PlayerEvent event = events.get(i);
            double rate = i < ofEvents.size() ? ofEvents.get(i).rate() : USUAL;
            rated.add(
                    rate == USUAL
                            ? event
                            : new PlayerEvent(
                                    event.recordingMs(), event.adMs(), event.kind(), rate));
        }
        return List.copyOf(rated);
    }

    /** What is known of one speed. */
    private static final class Stretch {

        private final double otherwise;
        private final @Nullable Double told;
        private long playedMs;
        private long elapsedMs;

        Stretch(double otherwise, @Nullable Double told) {
            this.otherwise = otherwise;
            this.told = told;
        }

        double rate() {
            if (told != null) {
                return told;
            }
            if (elapsedMs < LEAST_MEASURED_MS) {
                return otherwise;
            }
            double measured = (double) playedMs / elapsedMs;
            return Math.abs(measured - USUAL) <= JITTER ? USUAL : measured;
        }
    }
}
