package io.adgaze.operators.frames;

import static io.adgaze.records.measures.ViewingParameters.END_TOLERANCE_MS;
import static io.adgaze.records.measures.ViewingParameters.LONGEST_GAP_MS;

import io.adgaze.records.PlayerEvent;
import io.adgaze.records.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * When a session's recording is needed, as its manifest says: while the viewer calibrates, and
 * while the ad plays. A recording without frames then is not of this session, or only in part.
 */
final class NeededTime {

    private final List<Span> spans;

    private NeededTime(List<Span> spans) {
        this.spans = List.copyOf(spans);
    }

    static NeededTime of(Session session) {
        List<Span> spans = new ArrayList<>();
        CalibrationSchedule calibration = new CalibrationSchedule(session);
        if (calibration.hasPoints()) {
            spans.add(new Span(calibration.startMs(), calibration.endMs()));
        }
        PlayerEvent from = session.playerEvents().get(0); // Is there: a session has a play.
        boolean playing = false;
        for (PlayerEvent event : session.playerEvents()) {
            if (playing) {
                spans.add(new Span(from.recordingMs(), event.recordingMs()));
            }
            from = event;
            playing =
                    switch (event.kind()) {
                        case PLAY -> true;
                        case PAUSE, STALL, ENDED -> false;
                        case SEEK, HIDDEN, VISIBLE -> playing;
                    };
        }
        return new NeededTime(spans);
    }

    /** How much of the needed time lies between a frame and the next one; 0 across a gap. */
    long coveredMs(long frameMs, long nextMs) {
        if (nextMs - frameMs > LONGEST_GAP_MS) {
            return 0;
        }
        return spans.stream().mapToLong(span -> span.within(frameMs, nextMs)).sum();
    }

    /** Needed time in all. */
    long totalMs() {
        return spans.stream().mapToLong(span -> span.toMs() - span.fromMs()).sum();
    }

    /**
     * Share of the needed time that frames cover, 0..1.
     *
     * @param coveredMs how much they cover; what is missing by little counts as covered
     */
    float rate(long coveredMs) {
        long missingMs = totalMs() - coveredMs;
        return missingMs <= END_TOLERANCE_MS ? 1 : (float) coveredMs / totalMs();
    }

    private record Span(long fromMs, long toMs) {

        long within(long from, long to) {
            return Math.max(0, Math.min(to, toMs) - Math.max(from, fromMs));
        }
    }
}
