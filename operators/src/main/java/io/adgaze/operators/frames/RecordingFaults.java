package io.adgaze.operators.frames;

import io.adgaze.video.UnreadableVideoException;
import io.adgaze.video.VideoDecoder;
import java.util.ArrayList;
import java.util.List;

/** What is to be said of a recording that was read to its end: each fault with its remedy. */
final class RecordingFaults {

    private final List<String> faults = new ArrayList<>();

    /**
     * @param read a decoder at the end of its recording
     * @param framesRead how many frames it gave
     */
    static RecordingFaults of(VideoDecoder read, int framesRead) {
        RecordingFaults found = new RecordingFaults();
        if (read.truncated()) {
            found.add(
                    "ends in mid-stream; what was readable is measured. Upload the recording whole"
                            + " before the manifest.");
        }
        if (read.partsBegun() > 0) {
            found.add(
                    "begins anew %d times inside: its timestamps jump back or ahead, as those of"
                                    .formatted(read.partsBegun())
                            + " joined recordings do; each part is taken to go on where the one"
                            + " before ended. Record in one go, or name the parts one by one.");
        }
        if (read.nonMonotonicFrames() > 0) {
            found.add(
                    "has %d frames whose timestamps jump back or are missing;"
                                    .formatted(read.nonMonotonicFrames())
                            + " they are left out, the rest is measured. Record in one go, or name"
                            + " the parts one by one.");
        }
        if (read.damagedFrames() > 0 || (read.damaged() && !read.truncated())) {
            found.add(
                    "is damaged: data is missing or wrong, and the %d frames that it reaches are"
                                    .formatted(read.damagedFrames())
                            + " not valid; the rest is measured. Upload the recording whole, each"
                            + " chunk of it.");
        }
        if (found.faults.isEmpty() && framesRead == 1) {
            found.add(
                    "has a single frame, which is measured. Stop the recorder only after the ad.");
        }
        return found;
    }

    /** What to do about a recording that is refused. */
    static String remedy(UnreadableVideoException.Kind kind) {
        return switch (kind) {
            case NOT_A_VIDEO -> "record to WebM or MP4";
            case NO_VIDEO_STREAM -> "record it with the camera on";
            case NO_DECODER -> "record it as VP8, VP9 or H.264";
            case TOO_LARGE ->
                    "record smaller pictures or shorter, or raise --max-picture-side or"
                            + " --max-recording-duration, which a session's recordings share";
            case TOO_SMALL -> "record larger pictures";
            case NO_FRAMES, BROKEN -> "record it again";
        };
    }

    /** One more, which a session's recordings have together. */
    void add(String fault) {
        faults.add(fault);
    }

    boolean any() {
        return !faults.isEmpty();
    }

    /** All of them, to be put behind the recording's name. */
    String describe() {
        return String.join(" It ", faults);
    }
}
