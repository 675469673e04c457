package io.adgaze.jobs.bench;

import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.GazeTrack;
import io.adgaze.records.MeanPeakEnd;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.SessionResult;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.Versions;
import io.adgaze.records.ViewerSecond;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Sessions of one ad of 30 s, each of a viewer of its own, with everything measured. */
final class MadeUpSessions {

    static final int SECONDS = 30;

    private static final String AD_ID = "a-large";
    private static final String DAY = "2026-11-28";
    private static final ObjectRef AD = new ObjectRef("file:///ads/a-large.mp4", "1", 1);
    private static final Instant FIRST = Instant.parse("2026-11-28T08:00:00Z");
    private static final List<String> DEVICES = List.of("phone", "desktop", "laptop", "tablet");

    private MadeUpSessions() {}

    /** The session of viewer {@code n}, always the same. */
    static SessionResult of(long n) {
        SplittableRandom random = new SplittableRandom(n);
        List<ViewerSecond> seconds = new ArrayList<>();
        for (int second = 0; second < SECONDS; second++) {
            seconds.add(second(n, second, random));
        }
        return new SessionResult(summary(n, random), seconds, gaze(random), AD, null);
    }

    private static GazeTrack gaze(SplittableRandom random) {
        int n = SECONDS * GazeTrack.RATE_HZ;
        int[] adMs = new int[n];
        float[] x = new float[n];
        float[] y = new float[n];
        for (int i = 0; i < n; i++) {
            boolean isSaccade = i == 0 || random.nextInt(4) == 0;
            adMs[i] = i * 1000 / GazeTrack.RATE_HZ;
            x[i] = isSaccade ? place(random) : x[i - 1];
            y[i] = isSaccade ? place(random) : y[i - 1];
        }
        return new GazeTrack(adMs, x, y, .03f + .12f * rate(random));
    }

    private static float place(SplittableRandom random) {
        return (float) (.5 + .2 * (random.nextDouble() + random.nextDouble() - 1) * 2);
    }

    private static float rate(SplittableRandom random) {
        return (float) random.nextDouble();
    }

    private static ViewerSecond second(long n, int second, SplittableRandom random) {
        float happy = rate(random);
        ExpressionProbabilities p =
                new ExpressionProbabilities(0, 0, 0, happy, 0, 0, 1 - happy);
        return new ViewerSecond(
                DAY,
                "s-" + n,
                "v-" + n,
                AD_ID,
                second,
                1,
                30,
                30,
                1f,
                null,
                p,
                p.dominant(),
                p.expressiveness(),
                p.expressiveness() - .1f,
                p.valence(),
                rate(random),
                rate(random),
                10 * rate(random),
                10 * rate(random),
                10 * rate(random),
                random.nextInt(2),
                30,
                place(random),
                place(random),
                .1f,
                rate(random),
                random.nextInt(4),
                250f,
                Versions.METRIC,
                Versions.MODEL);
    }

    private static SessionSummary summary(long n, SplittableRandom random) {
        return new SessionSummary(
                DAY,
                "s-" + n,
                "v-" + n,
                AD_ID,
                FIRST.plusMillis(n),
                DEVICES.get(random.nextInt(DEVICES.size())),
                "c-1",
                SECONDS * 1000L,
                SECONDS * 1000L,
                true,
                30f,
                SECONDS * 30,
                .9f,
                1,
                true,
                9,
                .08f,
                SECONDS * rate(random),
                1,
                60,
                250f,
                new MeanPeakEnd(.3f, .8f, .2f),
                new MeanPeakEnd(.1f, .6f, .1f),
                random.nextInt(SECONDS),
                18 + 60 * rate(random),
                3f,
                random.nextBoolean() ? "female" : "male",
                .9f,
                Versions.METRIC,
                Versions.MODEL,
                "c-spring",
                null);
    }
}
