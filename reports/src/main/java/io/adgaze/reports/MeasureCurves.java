package io.adgaze.reports;

import io.adgaze.records.AdSecond;
import io.adgaze.records.Estimate;
import io.adgaze.records.ExpressionEstimates;
import io.adgaze.records.measures.Measure;
import java.util.List;
import java.util.function.Function;

/** The curves that a report shows of an ad. */
final class MeasureCurves {

    private final List<AdSecond> seconds;

    MeasureCurves(List<AdSecond> seconds) {
        this.seconds = seconds;
    }

    Curve attention() {
        return curve(Measure.ATTENTION, Numbers::percent, AdSecond::attentionRate);
    }

    Curve engagement() {
        return curve(Measure.ENGAGEMENT, Numbers::twoDecimals, AdSecond::engagementIndex);
    }

    Curve valence() {
        return curve(Measure.VALENCE, Numbers::twoDecimals, AdSecond::valence);
    }

    Curve retention() {
        return Curve.retention(seconds);
    }

    /** All but neutral, which is on another scale. */
    List<Curve> expressions() {
        return List.of(
                expression("Happy", ExpressionEstimates::happy),
                expression("Surprise", ExpressionEstimates::surprise),
                expression("Sad", ExpressionEstimates::sad),
                expression("Angry", ExpressionEstimates::angry),
                expression("Fear", ExpressionEstimates::fear),
                expression("Disgust", ExpressionEstimates::disgust));
    }

    Curve neutral() {
        return expression("Neutral", ExpressionEstimates::neutral);
    }

    private Curve curve(
            Measure measure, Function<Float, String> shown, Function<AdSecond, Estimate> estimate) {
        return Curve.of(measure.title(), measure.inShort(), shown, seconds, estimate);
    }

    private Curve expression(String name, Function<ExpressionEstimates, Estimate> expression) {
        return Curve.of(
                name, "", Numbers::twoDecimals, seconds, second -> expression.apply(second.p()));
    }
}
