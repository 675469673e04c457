package io.adgaze.operators.seconds;

import io.adgaze.operators.frames.MeasuredFrame;
import java.util.OptionalLong;

/**
 * A measured frame placed on the ad's clock.
 *
 * @param frame the frame
 * @param adMs the ad's media time; null while the ad was not playing
 */
record AdFrame(MeasuredFrame frame, Long adMs) {

    private static final long SECOND_MS = 1000;

    /** In a hidden page nobody watches the ad, whatever the face does. */
    static AdFrame place(MeasuredFrame frame, AdTimeline timeline) {
        OptionalLong adMs = timeline.adMsAt(frame.recordingMs());
        if (adMs.isEmpty()) {
            return new AdFrame(frame, null);
        }
        boolean hidden = timeline.hiddenAt(frame.recordingMs());
        return new AdFrame(hidden ? frame.unattended() : frame, adMs.getAsLong());
    }

    boolean isPlaying() {
        return adMs != null;
    }

    int adSecond() {
        return (int) (adMs / SECOND_MS);
    }

    boolean isAttentive() {
        return Boolean.TRUE.equals(frame.attention());
    }

    boolean hasGaze() {
        return frame.gazeXNorm() != null;
    }

    /** Attention times expressiveness, 0..1; null where either was not measured. */
    Float engagement() {
        if (frame.attention() == null || frame.expression() == null) {
            return null;
        }
        return isAttentive() ? frame.expression().expressiveness() : 0f;
    }
}
