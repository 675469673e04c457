package io.adgaze.operators.seconds;

import io.adgaze.records.PlayerEvent;
import io.adgaze.records.Session;
import io.adgaze.records.measures.ViewingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A session's two clocks tied together: from recording time to the ad's media time, piecewise
 * linear between player events.
 *
 * <p>Between a play and the event after it, the ad's clock runs from the one's ad time to the
 * other's, which honours the playback rate; up to a seek, and after the last event, it runs at the
 * rate of the event before. Nothing beyond the recording's end or the ad's own length counts as
 * played.
 */
public final class AdTimeline {

    private static final long SECOND_MS = 1000;

    /** By where they begin, on the recording's clock; there may be thousands. */
    private final NavigableMap<Long, Span> spans;

    private final List<Played> played;
    private final long adDurationMs;

    private AdTimeline(List<Span> spans, long adDurationMs) {
        this.spans = new TreeMap<>();
        spans.forEach(span -> this.spans.put(span.recordingFromMs(), span));
        this.played = union(spans);
        this.adDurationMs = adDurationMs;
    }

    /**
     * The timeline of {@code session}.
     *
     * @param recordingEndMs end of what was recorded, on the recording's clock
     */
    public static AdTimeline of(Session session, long recordingEndMs) {
        long adDurationMs = session.adDurationMs();
        List<Span> spans = new ArrayList<>();
        PlayerEvent from = session.playerEvents().get(0); // Is there: a session has a play.
        boolean playing = false;
        boolean hidden = false;
        for (PlayerEvent event : session.playerEvents()) {
            if (playing) {
                boolean jumps = event.kind() == PlayerEvent.Kind.SEEK;
                long adTo = jumps ? from.adMsAt(event.recordingMs()) : event.adMs();
                add(spans, new Span(from, event.recordingMs(), adTo, hidden), recordingEndMs);
            }
            from = event;
            playing =
                    switch (event.kind()) {
                        case PLAY -> true;
                        case PAUSE, STALL, ENDED -> false;
                        case SEEK, HIDDEN, VISIBLE -> playing;
                    };
            hidden =
                    switch (event.kind()) {
                        case HIDDEN -> true;
                        case VISIBLE -> false;
                        case PLAY, PAUSE, STALL, ENDED, SEEK -> hidden;
                    };
        }
        if (playing) {
            long adTo = from.adMsAt(recordingEndMs);
            add(spans, new Span(from, recordingEndMs, adTo, hidden), recordingEndMs);
        }
        return new AdTimeline(
                spans.stream().map(s -> s.cutAtAd(adDurationMs)).filter(Span::runs).toList(),
                adDurationMs);
    }

    private static void add(List<Span> spans, Span span, long recordingEndMs) {
        Span cut = span.cutAtRecording(recordingEndMs);
        if (cut.runs()) {
            spans.add(cut);
        }
    }

    /** The ad's media time at {@code recordingMs}; empty while the ad is not playing. */
    public OptionalLong adMsAt(long recordingMs) {
        Span span = spanAt(recordingMs);
        return span == null ? OptionalLong.empty() : OptionalLong.of(span.adMsAt(recordingMs));
    }

    /** Whether the ad was playing in a hidden page at {@code recordingMs}. */
    public boolean hiddenAt(long recordingMs) {
        Span span = spanAt(recordingMs);
        return span != null && span.hidden();
    }

    private @Nullable Span spanAt(long recordingMs) {
        Map.Entry<Long, Span> last = spans.floorEntry(recordingMs);
        return last != null && last.getValue().holds(recordingMs) ? last.getValue() : null;
    }

    /** The ad seconds of which at least a millisecond was played, ascending. */
    public SortedSet<Integer> seconds() {
        SortedSet<Integer> seconds = new TreeSet<>();
        for (Played span : played) {
            for (long s = span.fromMs() / SECOND_MS; s * SECOND_MS < span.toMs(); s++) {
                seconds.add((int) s);
            }
        }
        return seconds;
    }

    /** Share of the ad second that was played at least once, 0..1. */
    public float coverage(int adSecond) {
        long from = adSecond * SECOND_MS;
        long ms = played.stream().mapToLong(p -> p.within(from, from + SECOND_MS)).sum();
        return ms / (float) SECOND_MS;
    }

    /** Ad media time played at least once. */
    public long watchedMs() {
        return played.stream().mapToLong(p -> p.toMs() - p.fromMs()).sum();
    }

    /** Whether the ad's end was played. */
    public boolean completed() {
        return !played.isEmpty()
                && played.get(played.size() - 1).toMs()
                        >= adDurationMs - ViewingParameters.END_TOLERANCE_MS;
    }

    private static List<Played> union(List<Span> spans) {
        List<Played> sorted =
                spans.stream()
                        .map(s -> new Played(s.adFromMs(), s.adToMs()))
                        .sorted((a, b) -> Long.compare(a.fromMs(), b.fromMs()))
                        .toList();
        List<Played> union = new ArrayList<>();
        for (Played next : sorted) {
            Played last = union.isEmpty() ? null : union.get(union.size() - 1);
            if (last == null || next.fromMs() > last.toMs()) {
                union.add(next);
            } else {
                union.set(union.size() - 1, last.through(next.toMs()));
            }
        }
        return union;
    }

    /** Ad time played at least once, {@code [fromMs, toMs)}. */
    private record Played(long fromMs, long toMs) {

        Played through(long ms) {
            return new Played(fromMs, Math.max(toMs, ms));
        }

        long within(long from, long to) {
            return Math.max(0, Math.min(to, toMs) - Math.max(from, fromMs));
        }
    }

    /** A stretch of play: the recording's {@code [from, to)} shows the ad's {@code [from, to)}. */
    private record Span(
            long recordingFromMs, long recordingToMs, long adFromMs, long adToMs, boolean hidden) {

        Span(PlayerEvent from, long recordingToMs, long adToMs, boolean hidden) {
            this(from.recordingMs(), recordingToMs, from.adMs(), adToMs, hidden);
        }

        boolean runs() {
            return recordingToMs > recordingFromMs && adToMs > adFromMs;
        }

        boolean holds(long recordingMs) {
            return recordingMs >= recordingFromMs && recordingMs < recordingToMs;
        }

        long adMsAt(long recordingMs) {
            return adFromMs
                    + Math.floorDiv(
                            (recordingMs - recordingFromMs) * (adToMs - adFromMs),
                            recordingToMs - recordingFromMs);
        }

        Span cutAtRecording(long endMs) {
            if (recordingToMs <= endMs || !runs()) {
                return this;
            }
            long end = Math.max(endMs, recordingFromMs);
            return new Span(recordingFromMs, end, adFromMs, adMsAt(end), hidden);
        }

        Span cutAtAd(long adEndMs) {
            if (adToMs <= adEndMs) {
                return this;
            }
            long end = Math.max(adEndMs, adFromMs);
            long shown =
                    -Math.floorDiv(
                            -(end - adFromMs) * (recordingToMs - recordingFromMs),
                            adToMs - adFromMs);
            return new Span(recordingFromMs, recordingFromMs + shown, adFromMs, end, hidden);
        }
    }
}
