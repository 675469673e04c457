package io.adgaze.operators.ads.reports;

import io.adgaze.operators.ads.sums.MeasureSums;
import io.adgaze.operators.ads.sums.SecondMeasure;
import io.adgaze.operators.ads.sums.SecondSums;
import io.adgaze.operators.ads.sums.Segment;
import io.adgaze.records.AdSecond;
import io.adgaze.records.Estimate;
import io.adgaze.records.ExpressionEstimates;
import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.ExpressionShares;
import io.adgaze.records.MinimumViewers;
import io.adgaze.records.Versions;
import io.adgaze.records.measures.Reliability;
import org.jspecify.annotations.Nullable;

/**
 * One segment's figures of one second. A figure is null where {@link Disclosure} does not show it:
 * all of them where the second's viewers themselves are too few, else those that fewer have.
 */
final class SecondFigures {

    private final SecondSums second;
    private final Segment segment;
    private final Disclosures disclosures;
    private final Estimates estimates;
    private final boolean suppressed;

    SecondFigures(
            SecondSums second, Segment segment, Disclosures disclosures, Estimates estimates) {
        this.second = second;
        this.segment = segment;
        this.disclosures = disclosures;
        this.estimates = estimates;
        this.suppressed = !disclosures.ofViewers().shows(segment);
    }

    /**
     * @param viewersN the segment's viewers in the whole ad
     */
    AdSecond row(String dt, String adId, int adSecond, long viewersN) {
        int n = Math.toIntExact(second.viewersN(segment));
        return new AdSecond(
                dt,
                adId,
                adSecond,
                n,
                suppressed,
                Reliability.of(n).code(),
                suppressed ? null : (Float) ((float) n / viewersN),
                estimate(SecondMeasure.COVERAGE_RATE),
                estimate(SecondMeasure.VALID_RATE),
                expressions(),
                shares(),
                estimate(SecondMeasure.EXPRESSIVENESS),
                estimate(SecondMeasure.EXPRESSIVENESS_DELTA),
                estimate(SecondMeasure.VALENCE),
                estimate(SecondMeasure.ATTENTION_RATE),
                estimate(SecondMeasure.ENGAGEMENT_INDEX),
                estimate(SecondMeasure.YAW_DEG),
                estimate(SecondMeasure.PITCH_DEG),
                estimate(SecondMeasure.ROLL_DEG),
                estimate(SecondMeasure.BLINKS),
                estimate(SecondMeasure.ON_AD_RATE),
                estimate(SecondMeasure.GAZE_X_NORM),
                estimate(SecondMeasure.GAZE_Y_NORM),
                gazeDispersion(),
                Versions.METRIC,
                Versions.MODEL);
    }

    private Estimate estimate(SecondMeasure measure) {
        if (suppressed) {
            return MinimumViewers.SUPPRESSED;
        }
        Estimate estimate = estimates.of(second.of(segment, measure), measure.fixedPoint());
        return shows(measure) ? estimate : new Estimate(estimate.n(), null, null, null);
    }

    /** What nobody has gives nobody away. */
    private boolean shows(SecondMeasure measure) {
        return disclosures.of(measure).shows(segment);
    }

    private ExpressionEstimates expressions() {
        return new ExpressionEstimates(
                estimate(SecondMeasure.ANGRY),
                estimate(SecondMeasure.DISGUST),
                estimate(SecondMeasure.FEAR),
                estimate(SecondMeasure.HAPPY),
                estimate(SecondMeasure.SAD),
                estimate(SecondMeasure.SURPRISE),
                estimate(SecondMeasure.NEUTRAL));
    }

    private @Nullable ExpressionShares shares() {
        if (suppressed || !disclosures.ofDominant().shows(segment)) {
            return null;
        }
        float[] shares = new float[ExpressionProbabilities.NAMES.size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) second.dominantN(segment, i) / second.dominantN(segment);
        }
        return new ExpressionShares(
                shares[0], shares[1], shares[2], shares[3], shares[4], shares[5], shares[6]);
    }

    /** Root mean square distance of the viewers' gaze from its mean; null where it is not shown. */
    private @Nullable Float gazeDispersion() {
        if (suppressed || !shows(SecondMeasure.GAZE_X_NORM)) {
            return null;
        }
        MeasureSums x = second.of(segment, SecondMeasure.GAZE_X_NORM);
        MeasureSums y = second.of(segment, SecondMeasure.GAZE_Y_NORM);
        double meanSquare = (x.squaredDistances() + y.squaredDistances()) / x.n();
        return (float) (Math.sqrt(meanSquare) / SecondMeasure.GAZE_X_NORM.fixedPoint().scale());
    }
}
