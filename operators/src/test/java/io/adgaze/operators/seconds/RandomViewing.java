package io.adgaze.operators.seconds;

import io.adgaze.records.PlayerEvent;
import io.adgaze.records.PlayerEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A viewer who plays, pauses, seeks, waits and hides the page at random: one seed, one viewing. */
final class RandomViewing {

    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final double[] RATES = {0.5, 1, 1, 1.25, 2};

    private final Random random;
    private final long adDurationMs;
    private final long recordingEndMs;
    private final double rate;
    private final List<PlayerEvent> events = new ArrayList<>();

    private long recordingMs;
    private long adMs;
    private boolean playing;

    RandomViewing(int seed) {
        random = new Random(seed);
        adDurationMs = 1000L + random.nextInt(9000);
        recordingEndMs = random.nextInt(15_000);
        rate = RATES[random.nextInt(RATES.length)];
        recordingMs = random.nextInt(1000);
        happens(Kind.PLAY);
        int n = random.nextInt(12);
        for (int i = 0; i < n; i++) {
            passSomeTime();
            happens(KINDS.get(random.nextInt(KINDS.size())));
        }
    }

    long adDurationMs() {
        return adDurationMs;
    }

    long recordingEndMs() {
        return recordingEndMs;
    }

    PlayerEvent[] events() {
        return events.toArray(PlayerEvent[]::new);
    }

    boolean isEventAt(long ms) {
        return events.stream().anyMatch(event -> event.recordingMs() == ms);
    }

    boolean isAtRecordingsRate() {
        return rate == 1;
    }

    private void passSomeTime() {
        long ms = random.nextInt(2500);
        recordingMs += ms;
        if (playing) {
            adMs += (long) (ms * rate);
        }
    }

    private void happens(Kind kind) {
        if (kind == Kind.SEEK) {
            adMs = random.nextLong(adDurationMs);
        }
        if (kind == Kind.PLAY) {
            playing = true;
        } else if (kind == Kind.PAUSE || kind == Kind.STALL || kind == Kind.ENDED) {
            playing = false;
        }
        events.add(new PlayerEvent(recordingMs, adMs, kind));
    }
}
