package io.adgaze.records.manifest;

import io.adgaze.records.PlayerEvent;
import io.adgaze.records.PlayerEvent.Kind;
import io.adgaze.records.RejectReason;
import io.adgaze.records.RejectedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a player through what was noted of it, and tells it in the few events that the ad's clock
 * knows.
 *
 * <p>Where the clock runs from one noted event to the next, both tell the ad's time, and what lies
 * between needs no speed. Before a seek, and after the last event, it goes by the player's speed:
 * {@link PlaybackRates}.
 */
final class PlayerClock {

    /**
     * What an ad's time may gain beyond the fastest play: the two clocks of an event are not read
     * at the same instant. More is a jump that was not noted.
     */
    private static final long JUMP_TOLERANCE_MS = 1_000;

    private final ManifestFaults faults;
    private final boolean seeksEnd;
    private final PlaybackRates rates = new PlaybackRates();
    private final List<PlayerEvent> events = new ArrayList<>();

    /** Where the clock was last told while it runs; null while it stands. */
    private @Nullable PlayerEvent running;

    /** Where the ad stands for want of data; null otherwise. */
    private @Nullable Long stalledAtMs;

    private boolean seeking;
    private boolean playsAfterSeek;

    /** After which event it is not known whether the ad still runs; null as a rule. */
    private @Nullable NotedEvent doubt;

    private PlayerClock(ManifestFaults faults, boolean seeksEnd) {
        this.faults = faults;
        this.seeksEnd = seeksEnd;
    }

    /**
     * The events of the ad's clock, at least one.
     *
     * @param noted by recording time
     */
    static List<PlayerEvent> follow(List<NotedEvent> noted, ManifestFaults faults)
            throws RejectedException {
        faults.require(noted.stream().anyMatch(PlayerClock::isPlay), "'player_events' has no play");
        boolean seeksEnd = noted.stream().anyMatch(e -> e.what() == MediaEvent.SEEKED);
        PlayerClock clock = new PlayerClock(faults, seeksEnd);
        for (NotedEvent event : noted) {
            clock.settleDoubt(event);
            clock.take(event);
            clock.rates.from(event, clock.events.size());
        }
        clock.settleDoubt(null);
        return clock.rates.applyTo(clock.events);
    }

    private static boolean isPlay(NotedEvent event) {
        return event.what() == MediaEvent.PLAY || event.what() == MediaEvent.PLAYING;
    }

    private void take(NotedEvent event) throws RejectedException {
        switch (event.what()) {
            case PLAY -> askToPlay(event);
            case PLAYING -> play(event);
            case PAUSE -> stop(event, Kind.PAUSE);
            case STALL, WAITING -> stop(event, Kind.STALL);
            case ENDED -> stop(event, Kind.ENDED);
            case SEEK -> jump(event);
            case SEEKING -> beginSeek(event);
            case SEEKED -> endSeek(event);
            case RATECHANGE, TIMEUPDATE -> tell(event);
            case HIDDEN -> show(event, Kind.HIDDEN);
            case VISIBLE -> show(event, Kind.VISIBLE);
            case ABORT, EMPTIED, ERROR -> interrupt(event);
        }
    }

    private void askToPlay(NotedEvent event) throws RejectedException {
        if (seeking) {
            playsAfterSeek = true;
        } else {
            play(event);
        }
    }

    private void play(NotedEvent event) throws RejectedException {
        seeking = false;
        stalledAtMs = null;
        running = add(tied(event, Kind.PLAY));
    }

    private void stop(NotedEvent event, Kind kind) throws RejectedException {
        requireStanding(event);
        add(tied(event, kind));
        running = null;
        stalledAtMs = kind == Kind.STALL ? event.adMs() : null;
        seeking = seeking && kind != Kind.ENDED;
        // A seek may have to wait for data, and plays on none the less.
        playsAfterSeek = playsAfterSeek && kind == Kind.STALL;
    }

    private void jump(NotedEvent event) {
        stalledAtMs = null;
        PlayerEvent there = add(at(event, Kind.SEEK));
        running = running == null ? null : there;
    }

    private void beginSeek(NotedEvent event) {
        if (!seeksEnd) {
            jump(event); // This recorder notes the beginnings alone.
            return;
        }
        if (seeking) {
            return; // Sought on: it is still the same standstill.
        }
        seeking = true;
        stalledAtMs = null;
        playsAfterSeek = running != null;
        add(at(event, Kind.SEEK));
        if (running != null) {
            add(at(event, Kind.PAUSE));
            running = null;
        }
    }

    private void endSeek(NotedEvent event) throws RejectedException {
        if (seeking && playsAfterSeek) {
            play(event);
        } else {
            seeking = false;
            jump(event);
        }
    }

    private void tell(NotedEvent event) throws RejectedException {
        boolean playsOn = stalledAtMs != null && event.adMs() > stalledAtMs;
        if (running != null || playsOn) {
            play(event);
        }
    }

    private void show(NotedEvent event, Kind kind) throws RejectedException {
        requireStanding(event);
        PlayerEvent shown = add(tied(event, kind));
        running = running == null ? null : shown;
    }

    private void interrupt(NotedEvent event) throws RejectedException {
        if (running == null) {
            return;
        }
        // Once the media is gone its time is 0; an error leaves it where it was.
        boolean tells = event.what() == MediaEvent.ERROR || event.adMs() > 0;
        if (tells && event.adMs() >= running.adMs()) {
            tell(event);
        }
        doubt = event;
    }

    /** The ad went on only if the next event tells of a later place in it. */
    private void settleDoubt(@Nullable NotedEvent next) {
        NotedEvent interruption = doubt;
        doubt = null;
        if (interruption == null || running == null || goesOn(running, next)) {
            return;
        }
        add(new PlayerEvent(interruption.recordingMs(), running.adMs(), Kind.SEEK));
        add(new PlayerEvent(interruption.recordingMs(), running.adMs(), Kind.PAUSE));
        running = null;
    }

    private static boolean goesOn(PlayerEvent from, @Nullable NotedEvent next) {
        return next != null
                && switch (next.what()) {
                    case SEEK, SEEKING, SEEKED -> false;
                    default -> next.adMs() > from.adMs();
                };
    }

    private PlayerEvent add(PlayerEvent event) {
        events.add(event);
        return event;
    }

    private static PlayerEvent at(NotedEvent event, Kind kind) {
        return new PlayerEvent(event.recordingMs(), event.adMs(), kind);
    }

    /** An event to which the clock has run, if it runs: it must have come there by playing. */
    private PlayerEvent tied(NotedEvent event, Kind kind) throws RejectedException {
        if (running == null) {
            return at(event, kind);
        }
        long elapsedMs = event.recordingMs() - running.recordingMs();
        long playedMs = event.adMs() - running.adMs();
        if (playedMs < -ManifestRanges.CLOCK_TOLERANCE_MS) {
            throw wrong("goes back in ad_ms", event);
        }
        if (playedMs > ManifestRanges.MAX_RATE * elapsedMs + JUMP_TOLERANCE_MS) {
            throw wrong("goes on by %d ms without a seek in ad_ms".formatted(playedMs), event);
        }
        rates.measure(playedMs, elapsedMs);
        long adMs = Math.max(running.adMs(), event.adMs());
        return new PlayerEvent(event.recordingMs(), adMs, kind);
    }

    /** An ad that has no data cannot have gone on: it is not known when it did. */
    private void requireStanding(NotedEvent event) throws RejectedException {
        if (stalledAtMs != null && event.adMs() > stalledAtMs + JUMP_TOLERANCE_MS) {
            throw wrong("goes on in ad_ms while the ad waits, without a playing", event);
        }
    }

    private RejectedException wrong(String what, NotedEvent event) {
        return faults.of(
                RejectReason.MANIFEST_INVALID,
                "'player_events' " + what + " at recording_ms " + event.recordingMs());
    }
}
