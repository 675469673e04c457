package io.adgaze.reports;

import io.adgaze.records.AdReport;
import io.adgaze.records.AdSample;
import io.adgaze.records.AdSecond;
import io.adgaze.records.AdSegmentSecond;
import io.adgaze.records.AdSummary;
import io.adgaze.records.Estimate;
import io.adgaze.records.ExpressionEstimates;
import io.adgaze.records.ExpressionShares;
import io.adgaze.records.GazeTrack;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.Versions;
import io.adgaze.reports.heatmap.AdGazes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Reports of an ad with a smile in its middle. */
public final class Reports {

    public static final String AD_ID = "a-sunny.2";

    /** When the reports are of. */
    public static final Instant AS_OF = Instant.parse("2026-11-22T14:30:00Z");

    private static final Estimate NONE = new Estimate(null, null, null, null);

    private Reports() {}

    /**
     * An ad's report over as many viewers as tracks.
     *
     * @param dt the day of its first session
     * @param durationSeconds its length
     * @param minViewers suppressed below
     */
    public static AdReport of(
            ObjectRef ad, String dt, int durationSeconds, List<GazeTrack> gaze, int minViewers) {
        return ofAd(AD_ID, ad, dt, durationSeconds, gaze, minViewers);
    }

    /** As {@link #of}, of an ad by another id. */
    public static AdReport ofAd(
            String adId,
            ObjectRef ad,
            String dt,
            int durationSeconds,
            List<GazeTrack> gaze,
            int minViewers) {
        int viewers = gaze.size();
        return new AdReport(
                adId,
                dt,
                ad,
                durationSeconds * 1000L,
                AS_OF,
                new AdSample(viewers, viewers, viewers, viewers * 3 / 4, 0.09f, 0.93f, minViewers),
                summary(adId, dt, durationSeconds, viewers, minViewers),
                seconds(adId, dt, durationSeconds, viewers, minViewers),
                segments(adId, dt, durationSeconds, viewers, minViewers),
                true,
                AdGazes.of(gaze, minViewers),
                false);
    }

    private static AdSummary summary(
            String adId, String dt, int durationSeconds, int viewers, int minViewers) {
        Figure figure =
                (mean, spread) -> viewers < minViewers ? NONE : estimate(viewers, mean, spread);
        return new AdSummary(
                dt,
                adId,
                "c-spring",
                AS_OF.minus(Duration.ofHours(5)),
                AS_OF,
                durationSeconds * 1000L,
                viewers,
                viewers < minViewers ? null : (Integer) viewers,
                viewers,
                viewers < minViewers ? null : .75f,
                figure.of(.85f, .2f),
                figure.of(.85f * durationSeconds, 1),
                figure.of(.87f, .2f),
                figure.of(.2f, .2f),
                figure.of(.7f, .2f),
                figure.of(.1f, .3f),
                figure.of(.6f, .3f),
                figure.of(.05f, .3f),
                expressions(figure, .3f),
                figure.of(.9f, .2f),
                figure.of(260, 80),
                figure.of(17, 8),
                figure.of(.09f, .02f),
                durationSeconds / 2,
                durationSeconds / 2,
                Versions.METRIC,
                Versions.MODEL);
    }

    /** Half of the viewers use phones; nothing is known of the others. */
    private static List<AdSegmentSecond> segments(
            String adId, String dt, int durationSeconds, int viewers, int minViewers) {
        return seconds(adId, dt, durationSeconds, viewers / 2, minViewers).stream()
                .map(second -> new AdSegmentSecond("device_class", "phone", second))
                .toList();
    }

    private static ExpressionEstimates expressions(Figure figure, float smile) {
        return new ExpressionEstimates(
                figure.of(0.05f, 0.08f),
                figure.of(0.01f, 0.02f),
                figure.of(0.03f, 0.05f),
                figure.of(0.08f + 0.6f * smile, 0.2f),
                figure.of(0.06f, 0.1f),
                figure.of(0.04f, 0.07f),
                figure.of(0.73f - 0.6f * smile, 0.2f));
    }

    /** One viewer in forty leaves each second. */
    private static List<AdSecond> seconds(
            String adId, String dt, int durationSeconds, int viewers, int minViewers) {
        return IntStream.range(0, durationSeconds)
                .mapToObj(
                        second -> {
                            int left = viewers - viewers * second / 40;
                            return second(
                                    adId, dt, second, left, viewers, minViewers, durationSeconds);
                        })
                .toList();
    }

    private static AdSecond second(
            String adId,
            String dt,
            int second,
            int viewersN,
            int adViewersN,
            int minViewers,
            int length) {
        boolean suppressed = viewersN < minViewers;
        float smile = (float) Math.exp(-Math.pow((second - length / 2.0) / 2, 2));
        Figure figure = (mean, spread) -> suppressed ? NONE : estimate(viewersN, mean, spread);
        return new AdSecond(
                dt,
                adId,
                second,
                viewersN,
                suppressed,
                viewersN < 30 ? "insufficient" : viewersN < 150 ? "directional" : "report",
                suppressed ? null : (float) viewersN / adViewersN,
                figure.of(1, 0),
                figure.of(0.93f, 0.05f),
                expressions(figure, smile),
                suppressed ? null : new ExpressionShares(0, 0, 0, smile, 0, 0, 1 - smile),
                figure.of(0.27f + 0.6f * smile, 0.2f),
                figure.of(0.6f * smile, 0.2f),
                figure.of(0.02f + 0.6f * smile, 0.3f),
                figure.of(0.85f - 0.01f * second, 0.2f),
                figure.of(0.2f + 0.5f * smile, 0.2f),
                figure.of(2, 5),
                figure.of(-4, 6),
                figure.of(0.5f, 2),
                figure.of(0.3f, 0.5f),
                figure.of(0.9f, 0.2f),
                figure.of(0.45f, 0.1f),
                figure.of(0.52f, 0.12f),
                suppressed ? null : 0.11f,
                Versions.METRIC,
                Versions.MODEL);
    }

    private static Estimate estimate(int n, float mean, float spread) {
        float half = (float) (2 * spread / Math.sqrt(n));
        return new Estimate(n, mean, mean - half, mean + half);
    }

    private interface Figure {
        Estimate of(float mean, float spread);
    }
}
