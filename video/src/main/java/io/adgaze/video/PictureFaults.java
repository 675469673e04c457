package io.adgaze.video;

import io.adgaze.records.InvalidReason;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Judges which decoded pictures are no evidence of anything, and counts the damaged ones. */
final class PictureFaults {

    /** FFmpeg's AV_FRAME_FLAG_CORRUPT, which JavaCPP's presets leave out. */
    private static final int FRAME_CORRUPT = 1;

    private final DamagedSpans damaged;
    private final StillPictures still = new StillPictures();
    private int damagedFrames;

    PictureFaults(DamagedSpans damaged) {
        this.damaged = damaged;
    }

    /**
     * Why a picture is no evidence; null where it is.
     *
     * @param timestampMs when it is shown
     */
    @Nullable InvalidReason of(AVFrame picture, long timestampMs) {
        boolean frozen = still.isFrozen(picture, timestampMs);
        long timestamp = picture.best_effort_timestamp();
        if ((picture.flags() & FRAME_CORRUPT) != 0 || picture.decode_error_flags() != 0) {
            damaged.damage(timestamp);
        }
        if (damaged.covers(timestamp)) {
            damagedFrames++;
            return InvalidReason.DAMAGED;
        }
        return frozen ? InvalidReason.FROZEN : null;
    }

    /** Pictures so far that are damaged. */
    int damagedFrames() {
        return damagedFrames;
    }
}
