package io.adgaze.connectors;

import io.adgaze.video.UnreadableVideoException;

/** What is said of an ad whose video cannot be read: to whoever made it, not to who watched it. */
public final class UnplayableAd {

    private UnplayableAd() {}

    /** What is wrong with it, and what would help. */
    public static String describe(UnreadableVideoException fault) {
        return fault.getMessage() + "; " + remedy(fault.kind());
    }

    private static String remedy(UnreadableVideoException.Kind kind) {
        return switch (kind) {
            case NOT_A_VIDEO -> "export it as MP4";
            case NO_VIDEO_STREAM -> "export it with its pictures";
            case NO_DECODER -> "export it as H.264";
            case TOO_LARGE -> "export it shorter, or with smaller pictures";
            case TOO_SMALL -> "export it with larger pictures";
            case NO_FRAMES, BROKEN -> "export it anew, as MP4 with H.264";
        };
    }
}
