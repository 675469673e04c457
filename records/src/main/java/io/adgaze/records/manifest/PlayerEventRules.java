package io.adgaze.records.manifest;

import static java.util.Objects.requireNonNull;

import io.adgaze.records.PlayerEvent;
import io.adgaze.records.RejectReason;
import io.adgaze.records.RejectedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The landing contract's rules of {@code player_events}: their names, ranges and order. */
final class PlayerEventRules {

    /** Far above any viewing; each costs time with every frame. */
    private static final int MAX_EVENTS = 10_000;

    /** No event has a longer name, and a message need not hold more. */
    private static final int MAX_NAME_LENGTH = 64;

    private final ManifestFaults faults;
    private final List<NotedEvent> noted = new ArrayList<>();
    private long recordingMs;

    private PlayerEventRules(ManifestFaults faults) {
        this.faults = faults;
    }

    /** What the events that a manifest notes make of the ad's clock. */
    static List<PlayerEvent> read(@Nullable List<Manifest.Event> written, ManifestFaults faults)
            throws RejectedException {
        if (written == null) {
            throw faults.of(RejectReason.MANIFEST_INVALID, "'player_events' is missing");
        }
        PlayerEventRules rules = new PlayerEventRules(faults);
        for (Manifest.Event event : written) {
            rules.take(event);
        }
        faults.require(
                rules.noted.size() <= MAX_EVENTS,
                "'player_events' has more than " + MAX_EVENTS + " events");
        return PlayerClock.follow(rules.noted, faults);
    }

    private void take(Manifest.@Nullable Event event) throws RejectedException {
        if (event == null || event.event() == null) {
            throw faults.of(RejectReason.MANIFEST_INVALID, "'player_events' needs event in each");
        }
        if (MediaEvent.isHarmless(event.event())) {
            return;
        }
        MediaEvent what = MediaEvent.named(event.event()).orElseThrow(() -> unknown(event.event()));
        faults.require(
                ManifestRanges.isTime(event.recordingMs()) && ManifestRanges.isTime(event.adMs()),
                "'player_events' needs recording_ms and ad_ms from 0 to 24 h in each");
        faults.require(
                event.rate() == null || ManifestRanges.isRate(event.rate()),
                "'player_events' needs rate, where it has one, from 0 to 16");
        recordingMs = inOrder(requireNonNull(event.recordingMs()));
        long adMs = Math.max(0, requireNonNull(event.adMs()));
        noted.add(new NotedEvent(recordingMs, adMs, what, event.rate()));
    }

    private RejectedException unknown(String name) {
        String shown =
                name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH) + "…";
        return faults.of(
                RejectReason.MANIFEST_INVALID,
                "'player_events' has an event '"
                        + shown
                        + "', of which it is not known whether it moves the ad's clock");
    }

    private long inOrder(long nextMs) throws RejectedException {
        faults.require(
                nextMs >= recordingMs - ManifestRanges.CLOCK_TOLERANCE_MS,
                "'player_events' goes back in recording_ms at " + nextMs);
        return Math.max(recordingMs, nextMs);
    }
}
