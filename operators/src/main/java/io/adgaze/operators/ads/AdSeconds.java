package io.adgaze.operators.ads;

import io.adgaze.records.AdSecond;
import io.adgaze.records.Estimate;
import io.adgaze.records.ExpressionEstimates;
import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.ExpressionShares;
import io.adgaze.records.MinimumViewers;
import io.adgaze.records.Versions;
import io.adgaze.records.ViewerSecond;
import io.adgaze.records.measures.FigureRanges;
import io.adgaze.records.measures.Reliability;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An ad's rows of {@code ad_seconds}. */
final class AdSeconds {

    private final String adId;
    private final String dt;
    private final int adViewersN;
    private final MinimumViewers minimum;

    AdSeconds(String adId, String dt, int adViewersN, MinimumViewers minimum) {
        this.adId = adId;
        this.dt = dt;
        this.adViewersN = adViewersN;
        this.minimum = minimum;
    }

    /** The row of one ad second, from one row a viewer. */
    AdSecond row(int adSecond, List<ViewerSecond> viewers) {
        Figures figures = new Figures(viewers, minimum);
        return new AdSecond(
                dt,
                adId,
                adSecond,
                viewers.size(),
                !minimum.allows(viewers.size()),
                Reliability.of(viewers.size()).code(),
                minimum.publish(viewers.size(), (float) viewers.size() / adViewersN),
                figures.rate(ViewerSecond::coverageRate),
                figures.rate(ViewerSecond::validRate),
                figures.expressions(),
                figures.shares(),
                figures.rate(ViewerSecond::expressiveness),
                figures.among(-1, 1, ViewerSecond::expressivenessDelta),
                figures.within(-1, 1, ViewerSecond::valence),
                figures.rate(ViewerSecond::attentionRate),
                figures.rate(ViewerSecond::engagementIndex),
                figures.angle(ViewerSecond::yawDegMean),
                figures.angle(ViewerSecond::pitchDegMean),
                figures.angle(ViewerSecond::rollDegMean),
                figures.among(
                        0,
                        FigureRanges.BLINKS_MOST,
                        v -> v.blinksN() == null ? null : v.blinksN().floatValue()),
                figures.rate(ViewerSecond::onAdRate),
                figures.gaze(ViewerSecond::gazeXNormMed),
                figures.gaze(ViewerSecond::gazeYNormMed),
                figures.gazeDispersion(),
                Versions.METRIC,
                Versions.MODEL);
    }

    /**
     * One second's figures. A figure that rests on fewer viewers than the minimum is null, be it
     * that the second has fewer or that fewer consented to what it needs. A viewer's value outside
     * its {@link FigureRanges} counts as none.
     */
    private record Figures(List<ViewerSecond> viewers, MinimumViewers minimum) {

        Estimate among(float least, float most, Function<ViewerSecond, Float> value) {
            return published(Statistics.estimateAmong(least, most, values(value)));
        }

        Estimate angle(Function<ViewerSecond, Float> value) {
            return among(-FigureRanges.ANGLE_MOST_DEG, FigureRanges.ANGLE_MOST_DEG, value);
        }

        /** A viewer counts with both coordinates of their gaze or with neither. */
        Estimate gaze(Function<ViewerSecond, Float> value) {
            return published(Statistics.estimate(gazing().stream().map(value).toList()));
        }

        private List<ViewerSecond> gazing() {
            return viewers.stream().filter(Figures::hasGaze).toList();
        }

        private static boolean hasGaze(ViewerSecond viewer) {
            Float x = viewer.gazeXNormMed();
            Float y = viewer.gazeYNormMed();
            return x != null && y != null && FigureRanges.isGaze(x, y);
        }

        Estimate rate(Function<ViewerSecond, Float> value) {
            return within(0, 1, value);
        }

        Estimate within(float least, float most, Function<ViewerSecond, Float> value) {
            return published(Statistics.estimateWithin(least, most, values(value)));
        }

        private Estimate published(Estimate estimate) {
            return minimum.publishAmong(viewers.size(), estimate);
        }

        private List<Float> values(Function<ViewerSecond, Float> value) {
            return viewers.stream().map(value).toList();
        }

        private Estimate expression(Function<ExpressionProbabilities, Float> p) {
            return rate(v -> v.p() == null ? null : p.apply(v.p()));
        }

        ExpressionEstimates expressions() {
            return new ExpressionEstimates(
                    expression(ExpressionProbabilities::angry),
                    expression(ExpressionProbabilities::disgust),
                    expression(ExpressionProbabilities::fear),
                    expression(ExpressionProbabilities::happy),
                    expression(ExpressionProbabilities::sad),
                    expression(ExpressionProbabilities::surprise),
                    expression(ExpressionProbabilities::neutral));
        }

        @Nullable ExpressionShares shares() {
            List<String> dominant =
                    viewers.stream()
                            .map(ViewerSecond::dominantExpression)
                            .filter(d -> d != null)
                            .toList();
            return minimum.publish(dominant.size(), sharesOf(dominant));
        }

        private static ExpressionShares sharesOf(List<String> dominant) {
            float[] shares = new float[ExpressionProbabilities.NAMES.size()];
            for (int i = 0; i < shares.length; i++) {
                String name = ExpressionProbabilities.NAMES.get(i);
                long n = dominant.stream().filter(name::equals).count();
                shares[i] = (float) n / dominant.size();
            }
            return new ExpressionShares(
                    shares[0], shares[1], shares[2], shares[3], shares[4], shares[5], shares[6]);
        }

        @Nullable Float gazeDispersion() {
            List<ViewerSecond> gazing = gazing();
            Float dispersion =
                    Statistics.dispersion(
                            gazing.stream().map(ViewerSecond::gazeXNormMed).toList(),
                            gazing.stream().map(ViewerSecond::gazeYNormMed).toList());
            return minimum.publish(gazing.size(), dispersion);
        }
    }
}
