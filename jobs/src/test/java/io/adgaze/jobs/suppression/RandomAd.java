package io.adgaze.jobs.suppression;

import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.GazeTrack;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.Purpose;
import io.adgaze.records.SessionResult;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.Versions;
import io.adgaze.records.ViewerSecond;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * An ad's sessions by chance: up to twenty viewers, each with some purposes, of which some measures
 * are missing at some seconds; some viewers come back, which does not count.
 */
final class RandomAd {

    static final String AD_ID = "a-1";
    static final int SECONDS = 3;

    private static final int MOST_VIEWERS = 20;
    private static final int MOST_POINTS = 12;
    private static final Instant FIRST = Instant.parse("2026-11-22T10:00:00Z");
    private static final ObjectRef AD = new ObjectRef("file:/ad.mp4", "1", 1);

    /** Below this many viewers a figure is to be suppressed; 1 to 12. */
    final int minViewers;

    /** Each viewer's first session, by its start. */
    final List<SessionResult> viewers = new ArrayList<>();

    /** All sessions, in no order. */
    final List<SessionResult> sessions = new ArrayList<>();

    private final SplittableRandom random;

    RandomAd(long seed) {
        random = new SplittableRandom(seed);
        minViewers = random.nextInt(1, 13);
        int viewersN = random.nextInt(1, MOST_VIEWERS + 1);
        for (int viewer = 0; viewer < viewersN; viewer++) {
            Set<Purpose> purposes = purposes();
            viewers.add(session("s-" + viewer, viewer, 0, purposes));
            if (chance(0.2)) {
                sessions.add(session("s-again-" + viewer, viewer, 1, purposes));
            }
        }
        viewers.forEach(first -> sessions.add(random.nextInt(sessions.size() + 1), first));
    }

    private Set<Purpose> purposes() {
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        while (purposes.isEmpty()) {
            for (Purpose purpose : Purpose.values()) {
                if (chance(0.6)) {
                    purposes.add(purpose);
                }
            }
        }
        return purposes;
    }

    private SessionResult session(String id, int viewer, int day, Set<Purpose> purposes) {
        Instant start = FIRST.plusSeconds(viewer).plusSeconds(86_400L * day);
        List<ViewerSecond> seconds =
                IntStream.range(0, SECONDS)
                        .filter(second -> chance(0.8))
                        .mapToObj(second -> second(id, viewer, second, purposes))
                        .toList();
        GazeTrack gaze = purposes.contains(Purpose.GAZE) && chance(0.8) ? track() : null;
        return new SessionResult(summary(id, viewer, start, gaze), seconds, gaze, AD, null);
    }

    private ViewerSecond second(String id, int viewer, int adSecond, Set<Purpose> purposes) {
        boolean expressions = purposes.contains(Purpose.EXPRESSIONS) && chance(0.9);
        boolean gaze = purposes.contains(Purpose.GAZE) && chance(0.9);
        boolean gazing = gaze && chance(0.9);
        ExpressionProbabilities p = expressions ? probabilities() : null;
        return new ViewerSecond(
                day(FIRST),
                id,
                "v-" + viewer,
                AD_ID,
                adSecond,
                rate(),
                30,
                30,
                some(true),
                null,
                p,
                p == null ? null : p.dominant(),
                some(expressions),
                some(expressions),
                some(expressions),
                some(gaze),
                some(expressions && gaze),
                some(gaze),
                some(gaze),
                some(gaze),
                gaze && chance(0.9) ? (Integer) random.nextInt(4) : null,
                gaze ? 30 : null,
                gazing ? (Float) rate() : null,
                gazing ? (Float) rate() : null,
                some(gaze),
                some(gaze),
                null,
                null,
                Versions.METRIC,
                Versions.MODEL);
    }

    private SessionSummary summary(String id, int viewer, Instant start, GazeTrack gaze) {
        return new SessionSummary(
                day(start),
                id,
                "v-" + viewer,
                AD_ID,
                start,
                null,
                "c-1",
                1000L * SECONDS,
                1000L * SECONDS,
                chance(0.7),
                30f,
                90,
                some(true),
                random.nextInt(1, 7),
                gaze != null,
                gaze == null ? 0 : 9,
                gaze == null ? null : gaze.errorNorm(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Versions.METRIC,
                Versions.MODEL,
                null,
                null);
    }

    /** A stretch of the ad, so that some moments have many viewers and some few. */
    private GazeTrack track() {
        int from = random.nextInt(1000 * SECONDS);
        int to = random.nextInt(from, 1000 * SECONDS) + 1;
        int[] adMs = random.ints(random.nextInt(1, MOST_POINTS), from, to).sorted().toArray();
        float[] x = new float[adMs.length];
        float[] y = new float[adMs.length];
        for (int i = 0; i < adMs.length; i++) {
            x[i] = rate();
            y[i] = rate();
        }
        return new GazeTrack(adMs, x, y, 0.2f * rate());
    }

    private ExpressionProbabilities probabilities() {
        float[] p = new float[ExpressionProbabilities.NAMES.size()];
        float sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = rate();
            sum += p[i];
        }
        return new ExpressionProbabilities(
                p[0] / sum, p[1] / sum, p[2] / sum, p[3] / sum, p[4] / sum, p[5] / sum, p[6] / sum);
    }

    /** A figure that is sometimes missing even where it could be measured. */
    private Float some(boolean measurable) {
        return measurable && chance(0.9) ? (Float) rate() : null;
    }

    private float rate() {
        return (float) random.nextDouble();
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private static String day(Instant instant) {
        return instant.toString().substring(0, 10);
    }
}
