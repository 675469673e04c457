package io.adgaze.operators.ads.sums;

import io.adgaze.records.GazeTrack;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.SessionResult;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.ViewerSecond;
import io.adgaze.records.density.ViewerGaze;
import io.adgaze.records.measures.QualityGrade;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one session adds to its ad's sums, in fixed point. Some five kilobytes for an ad of 30 s.
 * Holds no identifier of a viewer.
 *
 * @param version of {@link SumsVersion}
 * @param startedAtMs when the session began, epoch ms
 * @param ad the ad's video
 * @param adDurationMs its length
 * @param campaignId as the manifest says; null where it does not
 * @param usable whether the session's quality grade counts as usable
 * @param completed whether the ad's end was reached
 * @param segments ordinals of the {@link Segment}s that the viewer is in
 * @param measures by {@link SessionMeasure}
 * @param seconds the ad seconds with a row, ascending
 * @param secondMeasures by second and {@link SecondMeasure}
 * @param dominant by second, the dominant expression's index; -1 without one
 * @param gaze where the viewer looked; null where there is no gaze that counts
 */
@SuppressWarnings("ArrayRecordComponent")
public record Contribution(
        int version,
        long startedAtMs,
        ObjectRef ad,
        long adDurationMs,
        @Nullable String campaignId,
        boolean usable,
        boolean completed,
        byte[] segments,
        int[] measures,
        int[] seconds,
        int[] secondMeasures,
        byte[] dominant,
        @Nullable ViewerGaze gaze) {

    private static final SecondMeasure[] SECOND_MEASURES = SecondMeasure.values();
    private static final SessionMeasure[] SESSION_MEASURES = SessionMeasure.values();

    /** Of a measured session. */
    public static Contribution of(SessionResult session) {
        SessionSummary summary = session.summary();
        SessionResult counting = counting(session);
        return new Contribution(
                SumsVersion.CURRENT,
                summary.startedAt().toEpochMilli(),
                session.ad(),
                summary.adDurationMs(),
                summary.campaignId(),
                summary.qualityGrade() < QualityGrade.UNUSABLE,
                summary.completed(),
                segments(summary),
                measures(counting),
                session.seconds().stream().mapToInt(ViewerSecond::adSecond).toArray(),
                secondMeasures(session.seconds()),
                dominant(session.seconds()),
                counting.gaze() == null ? null : counting.gaze().inFixedPoint());
    }

    /** Whether both add the same: those are interchangeable in sums, whosever they are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Contribution that
                && Arrays.deepEquals(components(), that.components());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(components());
    }

    private @Nullable Object[] components() {
        return new @Nullable Object[] {
            version,
            startedAtMs,
            ad,
            adDurationMs,
            campaignId,
            usable,
            completed,
            segments,
            measures,
            seconds,
            secondMeasures,
            dominant,
            gaze == null ? null : new Object[] {gaze.slices(), gaze.x(), gaze.y(), gaze.error()}
        };
    }

    /** Without gaze, where none of it counts. */
    private static SessionResult counting(SessionResult session) {
        GazeTrack track = session.gaze() == null ? null : session.gaze().counting();
        GazeTrack counting = track == null || track.isEmpty() ? null : track;
        return new SessionResult(
                session.summary(),
                session.seconds(),
                counting,
                session.ad(),
                session.consentGrantedAt());
    }

    private static byte[] segments(SessionSummary summary) {
        List<Segment> segments = Segment.of(summary);
        byte[] ordinals = new byte[segments.size()];
        for (int i = 0; i < ordinals.length; i++) {
            ordinals[i] = (byte) segments.get(i).ordinal();
        }
        return ordinals;
    }

    private static int[] measures(SessionResult session) {
        int[] measures = new int[SESSION_MEASURES.length];
        for (int i = 0; i < measures.length; i++) {
            measures[i] = SESSION_MEASURES[i].of(session);
        }
        return measures;
    }

    private static int[] secondMeasures(List<ViewerSecond> seconds) {
        int[] measures = new int[seconds.size() * SECOND_MEASURES.length];
        int at = 0;
        for (ViewerSecond second : seconds) {
            for (SecondMeasure measure : SECOND_MEASURES) {
                measures[at++] = measure.of(second);
            }
        }
        return measures;
    }

    private static byte[] dominant(List<ViewerSecond> seconds) {
        byte[] dominant = new byte[seconds.size()];
        for (int i = 0; i < dominant.length; i++) {
            dominant[i] = (byte) SecondSums.expressionOf(seconds.get(i).dominantExpression());
        }
        return dominant;
    }
}
