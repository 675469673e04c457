package io.adgaze.operators.seconds;

import static java.util.Objects.requireNonNull;

import io.adgaze.operators.frames.MeasuredFrame;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A measured frame placed on the ad's clock.
 *
 * @param frame the frame
 * @param adMs the ad's media time; null while the ad was not playing
 */
record AdFrame(MeasuredFrame frame, @Nullable Long adMs) {

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

    /** The ad's media time of a frame that is playing. */
    long playingMs() {
        return requireNonNull(adMs);
    }

    int adSecond() {
        return (int) (playingMs() / SECOND_MS);
    }

    boolean isAttentive() {
        return Boolean.TRUE.equals(frame.attention());
    }

    boolean hasGaze() {
        return frame.gazeXNorm() != null;
    }

    /** Where a frame that has gaze looks, in widths of the ad's picture. */
    float gazeX() {
        return requireNonNull(frame.gazeXNorm());
    }

    /** Likewise, in heights. */
    float gazeY() {
        return requireNonNull(frame.gazeYNorm());
    }

    /** Attention times expressiveness, 0..1; null where either was not measured. */
    @Nullable Float engagement() {
        if (frame.attention() == null || frame.expression() == null) {
            return null;
        }
        return isAttentive() ? frame.expression().expressiveness() : 0f;
    }
}
