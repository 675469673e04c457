package io.adgaze.operators.ads.sums;

import static io.adgaze.operators.ads.sums.FixedPoint.among;
import static io.adgaze.operators.ads.sums.FixedPoint.within;
import static io.adgaze.records.measures.FigureRanges.GAZE_ERROR_MOST_NORM;

import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.MeanPeakEnd;
import io.adgaze.records.SessionResult;
import io.adgaze.records.ViewerSecond;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a viewer's whole session is summed over viewers. Their order is that of the sums in
 * state: a new one goes to the end, with a new {@link SumsVersion}.
 */
public enum SessionMeasure {
    VALID_RATE(within(0, 1), session -> session.summary().validRate()),
    ATTENTION_RATE(within(0, 1), session -> mean(session.seconds(), ViewerSecond::attentionRate)),
    /** An ad is at most two hours long; each of its seconds counts at most once. */
    ATTENTIVE_SECONDS(among(0, 1 << 13), session -> session.summary().attentiveSeconds()),
    ATTENTION_FIRST_5S(
            within(0, 1), session -> mean(first5s(session), ViewerSecond::attentionRate)),
    ENGAGEMENT_INDEX(within(0, 1), engagement(MeanPeakEnd::mean)),
    ENGAGEMENT_PEAK(within(0, 1), engagement(MeanPeakEnd::peak)),
    VALENCE(within(-1, 1), valence(MeanPeakEnd::mean)),
    VALENCE_PEAK(within(-1, 1), valence(MeanPeakEnd::peak)),
    VALENCE_END(within(-1, 1), valence(MeanPeakEnd::end)),
    ANGRY(within(0, 1), expression(ExpressionProbabilities::angry)),
    DISGUST(within(0, 1), expression(ExpressionProbabilities::disgust)),
    FEAR(within(0, 1), expression(ExpressionProbabilities::fear)),
    HAPPY(within(0, 1), expression(ExpressionProbabilities::happy)),
    SAD(within(0, 1), expression(ExpressionProbabilities::sad)),
    SURPRISE(within(0, 1), expression(ExpressionProbabilities::surprise)),
    NEUTRAL(within(0, 1), expression(ExpressionProbabilities::neutral)),
    ON_AD_RATE(within(0, 1), session -> mean(session.seconds(), ViewerSecond::onAdRate)),
    FIXATION_MS(among(0, 1 << 16), session -> session.summary().fixationMsMedian()),
    BLINKS_PER_MIN(among(0, 1 << 12), SessionMeasure::blinksPerMin),
    GAZE_ERROR_NORM(
            among(0, GAZE_ERROR_MOST_NORM),
            session -> session.gaze() == null ? null : session.gaze().errorNorm());

    private static final int FIRST_SECONDS = 5;
    private static final float SECONDS_PER_MIN = 60;

    private final FixedPoint fixedPoint;
    private final Function<SessionResult, @Nullable Float> value;

    SessionMeasure(FixedPoint fixedPoint, Function<SessionResult, @Nullable Float> value) {
        this.fixedPoint = fixedPoint;
        this.value = value;
    }

    public FixedPoint fixedPoint() {
        return fixedPoint;
    }

    /** In fixed point; {@link FixedPoint#MISSING} where it is no measurement. */
    int of(SessionResult session) {
        return fixedPoint.of(value.apply(session));
    }

    private static List<ViewerSecond> first5s(SessionResult session) {
        return session.seconds().stream().filter(s -> s.adSecond() < FIRST_SECONDS).toList();
    }

    private static Function<SessionResult, @Nullable Float> engagement(
            Function<MeanPeakEnd, Float> which) {
        return session -> of(session.summary().engagementIndex(), which);
    }

    private static Function<SessionResult, @Nullable Float> valence(
            Function<MeanPeakEnd, Float> which) {
        return session -> of(session.summary().valence(), which);
    }

    private static @Nullable Float of(
            @Nullable MeanPeakEnd curve, Function<MeanPeakEnd, Float> which) {
        return curve == null ? null : which.apply(curve);
    }

    private static Function<SessionResult, @Nullable Float> expression(
            Function<ExpressionProbabilities, Float> p) {
        return session ->
                mean(session.seconds(), second -> second.p() == null ? null : p.apply(second.p()));
    }

    /** Over the seconds in which there is a value; null without any. */
    private static @Nullable Float mean(
            List<ViewerSecond> seconds, Function<ViewerSecond, @Nullable Float> value) {
        double[] values = values(seconds, value).mapToDouble(Float::doubleValue).toArray();
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return values.length == 0 ? null : (Float) (float) (sum / values.length);
    }

    private static Stream<Float> values(
            List<ViewerSecond> seconds, Function<ViewerSecond, @Nullable Float> value) {
        return seconds.stream().map(value).filter(Objects::nonNull);
    }

    /** Over the time that was watched of the seconds in which blinks were looked for. */
    private static @Nullable Float blinksPerMin(SessionResult session) {
        double blinks = 0;
        double watchedSeconds = 0;
        for (ViewerSecond second : session.seconds()) {
            if (second.blinksN() != null) {
                blinks += second.blinksN();
                watchedSeconds += second.coverageRate();
            }
        }
        return watchedSeconds == 0
                ? null
                : (Float) (float) (SECONDS_PER_MIN * blinks / watchedSeconds);
    }
}
