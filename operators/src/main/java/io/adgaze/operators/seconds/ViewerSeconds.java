package io.adgaze.operators.seconds;

import static io.adgaze.operators.seconds.Means.mean;
import static io.adgaze.operators.seconds.Means.median;
import static java.util.Objects.requireNonNull;

import io.adgaze.models.HeadPose;
import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.InvalidReason;
import io.adgaze.records.Purpose;
import io.adgaze.records.Session;
import io.adgaze.records.Versions;
import io.adgaze.records.ViewerSecond;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session's rows of {@code viewer_seconds}. */
final class ViewerSeconds {

    private final Session session;
    private final @Nullable Float calmBaseline;
    private final boolean calibrated;

    /**
     * @param calmBaseline the session's calm expressiveness; null where not measured
     * @param calibrated whether the session has screen points
     */
    ViewerSeconds(Session session, @Nullable Float calmBaseline, boolean calibrated) {
        this.session = session;
        this.calmBaseline = calmBaseline;
        this.calibrated = calibrated;
    }

    /**
     * The row of one ad second.
     *
     * @param frames all analysed frames that fell in it
     * @param fixations those that began in it
     */
    ViewerSecond row(
            int adSecond, float coverageRate, List<AdFrame> frames, List<Fixation> fixations) {
        List<AdFrame> valid = frames.stream().filter(f -> f.frame().valid()).toList();
        List<AdFrame> gaze = valid.stream().filter(AdFrame::hasGaze).toList();
        ExpressionProbabilities p = meanExpression(valid);
        Float expressiveness = mean(valid, expression(ExpressionProbabilities::expressiveness));
        return new ViewerSecond(
                session.dt(),
                session.sessionId(),
                session.viewerKey(),
                session.adId(),
                adSecond,
                coverageRate,
                frames.size(),
                valid.size(),
                frames.isEmpty() ? null : (float) valid.size() / frames.size(),
                commonestInvalidReason(frames),
                p,
                p == null ? null : p.dominant(),
                expressiveness,
                expressiveness == null ? null : expressiveness - requireNonNull(calmBaseline),
                mean(valid, expression(ExpressionProbabilities::valence)),
                mean(valid, f -> rate(f.frame().attention())),
                mean(valid, AdFrame::engagement),
                mean(valid, pose(HeadPose::yawDeg)),
                mean(valid, pose(HeadPose::pitchDeg)),
                mean(valid, pose(HeadPose::rollDeg)),
                blinks(valid),
                calibrated ? (Integer) gaze.size() : null,
                median(gaze, f -> f.frame().gazeXNorm()),
                median(gaze, f -> f.frame().gazeYNorm()),
                dispersion(gaze),
                mean(gaze, f -> rate(isOnAd(f))),
                calibrated ? (Integer) fixations.size() : null,
                mean(fixations, Fixation::durationMs),
                Versions.METRIC,
                Versions.MODEL);
    }

    private static @Nullable Float rate(@Nullable Boolean value) {
        return value == null ? null : Float.valueOf(value ? 1 : 0);
    }

    private static Function<AdFrame, Float> expression(
            Function<ExpressionProbabilities, Float> of) {
        return f -> f.frame().expression() == null ? null : of.apply(f.frame().expression());
    }

    private static Function<AdFrame, Float> pose(Function<HeadPose, Float> of) {
        return f -> f.frame().pose() == null ? null : of.apply(f.frame().pose());
    }

    private static @Nullable ExpressionProbabilities meanExpression(List<AdFrame> frames) {
        double[] sum = new double[ExpressionProbabilities.NAMES.size()];
        int n = 0;
        for (AdFrame f : frames) {
            if (f.frame().expression() == null) {
                continue;
            }
            float[] p = f.frame().expression().toArray();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += p[i];
            }
            n++;
        }
        if (n == 0) {
            return null;
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) (sum[i] / n);
        }
        return ExpressionProbabilities.of(mean);
    }

    private static @Nullable String commonestInvalidReason(List<AdFrame> frames) {
        Map<InvalidReason, Integer> counts = new TreeMap<>();
        for (AdFrame f : frames) {
            if (!f.frame().valid()) {
                counts.merge(f.frame().invalidReason(), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(commonest -> commonest.getKey().code())
                .orElse(null);
    }

    private @Nullable Integer blinks(List<AdFrame> valid) {
        if (!session.consent().allows(Purpose.GAZE) || valid.isEmpty()) {
            return null;
        }
        return (int) valid.stream().filter(f -> Boolean.TRUE.equals(f.frame().blink())).count();
    }

    private static boolean isOnAd(AdFrame frame) {
        return isInside(frame.gazeX()) && isInside(frame.gazeY());
    }

    private static boolean isInside(float norm) {
        return norm >= 0 && norm <= 1;
    }

    /** Root mean square distance from the mean point. */
    private static @Nullable Float dispersion(List<AdFrame> gaze) {
        if (gaze.isEmpty()) {
            return null;
        }
        double meanX = requireNonNull(mean(gaze, AdFrame::gazeX));
        double meanY = requireNonNull(mean(gaze, AdFrame::gazeY));
        double squares = 0;
        for (AdFrame f : gaze) {
            double dx = f.gazeX() - meanX;
            double dy = f.gazeY() - meanY;
            squares += dx * dx + dy * dy;
        }
        return (float) Math.sqrt(squares / gaze.size());
    }
}
