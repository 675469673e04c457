package io.adgaze.operators.ads.reports;

import io.adgaze.operators.ads.sums.AdSums;
import io.adgaze.operators.ads.sums.SecondSums;
import io.adgaze.operators.ads.sums.Segment;
import io.adgaze.operators.ads.sums.SessionMeasure;
import io.adgaze.operators.ads.sums.Showing;
import io.adgaze.operators.ads.sums.ViewerSums;
import io.adgaze.records.AdReport;
import io.adgaze.records.AdSample;
import io.adgaze.records.AdSecond;
import io.adgaze.records.AdSummary;
import io.adgaze.records.Estimate;
import io.adgaze.records.ExpressionEstimates;
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
    private final Estimates estimates = new Estimates();

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

    /** Of an ad of at least one viewer, with its heatmap to be drawn. */
    public AdReport of(AdFacts ad, AdSums sums) throws Exception {
        ViewerSums viewers = sums.viewers();
        SortedMap<Integer, SecondSums> bySecond = sums.seconds(ad.secondsEnd());
        AdSeconds seconds =
                new AdSeconds(ad.adId(), ad.dt(), viewers, bySecond, minimum, estimates);
        List<AdSecond> rows = seconds.rows();
        return new AdReport(
                ad.adId(),
                ad.dt(),
                ad.latest().ad(),
                ad.latest().adDurationMs(),
                ad.asOf(),
                sample(viewers),
                summary(ad, viewers, rows),
                rows,
                seconds.segmentRows(),
                true,
                sums.gaze(minimum));
    }

    private AdSample sample(ViewerSums viewers) {
        return new AdSample(
                viewersN(viewers),
                Math.toIntExact(viewers.gazeN()),
                Math.toIntExact(viewers.usableN()),
                Math.toIntExact(viewers.completedN()),
                viewers.gazeN() == 0 ? null : (Float) viewers.gazeErrorMedian(),
                estimate(viewers, SessionMeasure.VALID_RATE).mean(),
                minimum.n());
    }

    private AdSummary summary(AdFacts ad, ViewerSums viewers, List<AdSecond> seconds) {
        int n = viewersN(viewers);
        return new AdSummary(
                ad.dt(),
                ad.adId(),
                ad.campaignId(),
                ad.first().at(),
                ad.asOf(),
                ad.latest().adDurationMs(),
                n,
                minimum.publish(n, Math.toIntExact(viewers.usableN())),
                Math.toIntExact(viewers.gazeN()),
                minimum.publish(n, (float) viewers.completedN() / n),
                estimate(viewers, SessionMeasure.ATTENTION_RATE),
                estimate(viewers, SessionMeasure.ATTENTIVE_SECONDS),
                estimate(viewers, SessionMeasure.ATTENTION_FIRST_5S),
                estimate(viewers, SessionMeasure.ENGAGEMENT_INDEX),
                estimate(viewers, SessionMeasure.ENGAGEMENT_PEAK),
                estimate(viewers, SessionMeasure.VALENCE),
                estimate(viewers, SessionMeasure.VALENCE_PEAK),
                estimate(viewers, SessionMeasure.VALENCE_END),
                expressions(viewers),
                estimate(viewers, SessionMeasure.ON_AD_RATE),
                estimate(viewers, SessionMeasure.FIXATION_MS),
                estimate(viewers, SessionMeasure.BLINKS_PER_MIN),
                estimate(viewers, SessionMeasure.GAZE_ERROR_NORM),
                peakSecond(seconds, AdSecond::engagementIndex),
                peakSecond(seconds, AdSecond::valence),
                Versions.METRIC,
                Versions.MODEL);
    }

    private ExpressionEstimates expressions(ViewerSums viewers) {
        return new ExpressionEstimates(
                estimate(viewers, SessionMeasure.ANGRY),
                estimate(viewers, SessionMeasure.DISGUST),
                estimate(viewers, SessionMeasure.FEAR),
                estimate(viewers, SessionMeasure.HAPPY),
                estimate(viewers, SessionMeasure.SAD),
                estimate(viewers, SessionMeasure.SURPRISE),
                estimate(viewers, SessionMeasure.NEUTRAL));
    }

    private Estimate estimate(ViewerSums viewers, SessionMeasure measure) {
        return minimum.publishAmong(
                viewersN(viewers), estimates.of(viewers.of(measure), measure.fixedPoint()));
    }

    private static int viewersN(ViewerSums viewers) {
        return Math.toIntExact(viewers.viewersN(Segment.EVERYBODY));
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
