package io.adgaze.video;

/** A recording that cannot be decoded; the message says why and what would help. */
public class UnreadableVideoException extends Exception {

    /** What is wrong. */
    public enum Kind {
        /** No known container: empty, text, another kind of file. */
        NOT_A_VIDEO,
        /** A container without pictures: audio only, or pictures without a size or a decoder. */
        NO_VIDEO_STREAM,
        /** Over a limit of {@link VideoLimits}. */
        TOO_LARGE,
        /** A video stream of which not one picture could be decoded. */
        NO_FRAMES,
        /** Decoding began and broke for good. */
        BROKEN
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    UnreadableVideoException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }
}
