package io.adgaze.operators.ads.sums;

import static io.adgaze.operators.ads.sums.FixedPoint.among;
import static io.adgaze.operators.ads.sums.FixedPoint.within;
import static io.adgaze.records.measures.FigureRanges.ANGLE_MOST_DEG;
import static io.adgaze.records.measures.FigureRanges.BLINKS_MOST;
import static io.adgaze.records.measures.FigureRanges.GAZE_LEAST_NORM;
import static io.adgaze.records.measures.FigureRanges.GAZE_MOST_NORM;

import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.ViewerSecond;
import io.adgaze.records.measures.FigureRanges;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What of a viewer's second is summed over viewers. Their order is that of the sums in state: a new
 * one goes to the end, with a new {@link SumsVersion}.
 */
public enum SecondMeasure {
    COVERAGE_RATE(within(0, 1), ViewerSecond::coverageRate),
    VALID_RATE(within(0, 1), ViewerSecond::validRate),
    ANGRY(within(0, 1), expression(ExpressionProbabilities::angry)),
    DISGUST(within(0, 1), expression(ExpressionProbabilities::disgust)),
    FEAR(within(0, 1), expression(ExpressionProbabilities::fear)),
    HAPPY(within(0, 1), expression(ExpressionProbabilities::happy)),
    SAD(within(0, 1), expression(ExpressionProbabilities::sad)),
    SURPRISE(within(0, 1), expression(ExpressionProbabilities::surprise)),
    NEUTRAL(within(0, 1), expression(ExpressionProbabilities::neutral)),
    EXPRESSIVENESS(within(0, 1), ViewerSecond::expressiveness),
    EXPRESSIVENESS_DELTA(among(-1, 1), ViewerSecond::expressivenessDelta),
    VALENCE(within(-1, 1), ViewerSecond::valence),
    ATTENTION_RATE(within(0, 1), ViewerSecond::attentionRate),
    ENGAGEMENT_INDEX(within(0, 1), ViewerSecond::engagementIndex),
    YAW_DEG(among(-ANGLE_MOST_DEG, ANGLE_MOST_DEG), ViewerSecond::yawDegMean),
    PITCH_DEG(among(-ANGLE_MOST_DEG, ANGLE_MOST_DEG), ViewerSecond::pitchDegMean),
    ROLL_DEG(among(-ANGLE_MOST_DEG, ANGLE_MOST_DEG), ViewerSecond::rollDegMean),
    BLINKS(
            among(0, BLINKS_MOST),
            second -> second.blinksN() == null ? null : second.blinksN().floatValue()),
    ON_AD_RATE(within(0, 1), ViewerSecond::onAdRate),
    GAZE_X_NORM(among(GAZE_LEAST_NORM, GAZE_MOST_NORM), gaze(ViewerSecond::gazeXNormMed)),
    GAZE_Y_NORM(among(GAZE_LEAST_NORM, GAZE_MOST_NORM), gaze(ViewerSecond::gazeYNormMed));

    private final FixedPoint fixedPoint;
    private final Function<ViewerSecond, @Nullable Float> value;

    SecondMeasure(FixedPoint fixedPoint, Function<ViewerSecond, @Nullable Float> value) {
        this.fixedPoint = fixedPoint;
        this.value = value;
    }

    public FixedPoint fixedPoint() {
        return fixedPoint;
    }

    /** In fixed point; {@link FixedPoint#MISSING} where it is no measurement. */
    int of(ViewerSecond second) {
        return fixedPoint.of(value.apply(second));
    }

    private static Function<ViewerSecond, @Nullable Float> expression(
            Function<ExpressionProbabilities, Float> p) {
        return second -> second.p() == null ? null : p.apply(second.p());
    }

    /** A viewer counts with both coordinates of their gaze or with neither. */
    private static Function<ViewerSecond, @Nullable Float> gaze(
            Function<ViewerSecond, @Nullable Float> coordinate) {
        return second -> hasGaze(second) ? coordinate.apply(second) : null;
    }

    private static boolean hasGaze(ViewerSecond second) {
        Float x = second.gazeXNormMed();
        Float y = second.gazeYNormMed();
        return x != null && y != null && FigureRanges.isGaze(x, y);
    }
}
