package io.adgaze.operators.ads.reports;

import io.adgaze.operators.ads.sums.Segment;
import io.adgaze.operators.ads.sums.SessionMeasure;
import io.adgaze.operators.ads.sums.ViewerSums;
import io.adgaze.records.AdSample;
import io.adgaze.records.Estimate;
import io.adgaze.records.ExpressionEstimates;
import io.adgaze.records.MinimumViewers;

/** What is published of an ad's viewers over the whole ad. */
record ViewerFigures(ViewerSums sums, MinimumViewers minimum, Estimates estimates) {

    int viewersN() {
        return Math.toIntExact(sums.viewersN(Segment.EVERYBODY));
    }

    AdSample sample() {
        return new AdSample(
                viewersN(),
                Math.toIntExact(sums.gazeN()),
                Math.toIntExact(sums.usableN()),
                Math.toIntExact(sums.completedN()),
                sums.gazeN() == 0 ? null : (Float) sums.gazeErrorMedian(),
                estimate(SessionMeasure.VALID_RATE).mean(),
                minimum.n());
    }

    Estimate estimate(SessionMeasure measure) {
        return minimum.publishAmong(
                viewersN(), estimates.of(sums.of(measure), measure.fixedPoint()));
    }

    ExpressionEstimates expressions() {
        return new ExpressionEstimates(
                estimate(SessionMeasure.ANGRY),
                estimate(SessionMeasure.DISGUST),
                estimate(SessionMeasure.FEAR),
                estimate(SessionMeasure.HAPPY),
                estimate(SessionMeasure.SAD),
                estimate(SessionMeasure.SURPRISE),
                estimate(SessionMeasure.NEUTRAL));
    }
}
