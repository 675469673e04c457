package io.adgaze.operators.ads.reports;

import io.adgaze.operators.ads.sums.AdSums;
import io.adgaze.operators.ads.sums.SecondSums;
import io.adgaze.operators.ads.sums.SessionMeasure;
import io.adgaze.operators.ads.sums.Showing;
import io.adgaze.records.AdReport;
import io.adgaze.records.AdSecond;
import io.adgaze.records.AdSummary;
import io.adgaze.records.Estimate;
import io.adgaze.records.MinimumViewers;
import io.adgaze.records.Versions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes an ad's report from its sums. This is where figures over too few viewers end: what is in
 * the report may be published.
 */
public final class AdReports {

    private final MinimumViewers minimum;

    /**
     * What of an ad is no sum.
     *
     * @param adId the ad
     * @param dt its day, under which it is published
     * @param asOf when the sums were read
     * @param first what was shown first
     * @param campaignId that of most sessions; null without one
     * @param latest what was shown last
     * @param secondsEnd above all ad seconds that sums are kept of
     */
    public record AdFacts(
            String adId,
            String dt,
            Instant asOf,
            Showing first,
            @Nullable String campaignId,
            Showing latest,
            int secondsEnd) {}

    /**
     * @param minViewers below this many viewers a figure is suppressed
     */
    public AdReports(int minViewers) {
        this.minimum = new MinimumViewers(minViewers);
    }

    /** Of an ad, with its heatmap to be drawn. */
    public AdReport of(AdFacts ad, AdSums sums) throws Exception {
        Estimates estimates = new Estimates();
        ViewerFigures viewers = new ViewerFigures(sums.viewers(), minimum, estimates);
        SortedMap<Integer, SecondSums> bySecond = sums.seconds(ad.secondsEnd());
        AdSeconds seconds =
                new AdSeconds(ad.adId(), ad.dt(), viewers.sums(), bySecond, minimum, estimates);
        List<AdSecond> rows = seconds.rows();
        return new AdReport(
                ad.adId(),
                ad.dt(),
                ad.latest().ad(),
                ad.latest().adDurationMs(),
                ad.asOf(),
                viewers.sample(),
                summary(ad, viewers, rows),
                rows,
                seconds.segmentRows(),
                true,
                sums.gaze(minimum),
                false);
    }

    private AdSummary summary(AdFacts ad, ViewerFigures viewers, List<AdSecond> seconds) {
        int n = viewers.viewersN();
        return new AdSummary(
                ad.dt(),
                ad.adId(),
                ad.campaignId(),
                ad.first().at(),
                ad.asOf(),
                ad.latest().adDurationMs(),
                n,
                minimum.publish(n, Math.toIntExact(viewers.sums().usableN())),
                Math.toIntExact(viewers.sums().gazeN()),
                minimum.publish(n, (float) viewers.sums().completedN() / n),
                viewers.estimate(SessionMeasure.ATTENTION_RATE),
                viewers.estimate(SessionMeasure.ATTENTIVE_SECONDS),
                viewers.estimate(SessionMeasure.ATTENTION_FIRST_5S),
                viewers.estimate(SessionMeasure.ENGAGEMENT_INDEX),
                viewers.estimate(SessionMeasure.ENGAGEMENT_PEAK),
                viewers.estimate(SessionMeasure.VALENCE),
                viewers.estimate(SessionMeasure.VALENCE_PEAK),
                viewers.estimate(SessionMeasure.VALENCE_END),
                viewers.expressions(),
                viewers.estimate(SessionMeasure.ON_AD_RATE),
                viewers.estimate(SessionMeasure.FIXATION_MS),
                viewers.estimate(SessionMeasure.BLINKS_PER_MIN),
                viewers.estimate(SessionMeasure.GAZE_ERROR_NORM),
                peakSecond(seconds, AdSecond::engagementIndex),
                peakSecond(seconds, AdSecond::valence),
                Versions.METRIC,
                Versions.MODEL);
    }

    /** The first of equals; null where no second's mean is published. */
    private static @Nullable Integer peakSecond(
            List<AdSecond> seconds, Function<AdSecond, Estimate> figure) {
        return seconds.stream()
                .filter(second -> figure.apply(second).mean() != null)
                .max(
                        Comparator.comparing((AdSecond second) -> figure.apply(second).mean())
                                .thenComparing(AdSecond::adSecond, Comparator.reverseOrder()))
                .map(AdSecond::adSecond)
                .orElse(null);
    }
}
