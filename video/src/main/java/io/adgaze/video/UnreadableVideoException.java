package io.adgaze.video;

/**
 * A video that cannot be read; the message says why. What would help depends on what the video is:
 * a recording, an ad.
 */
public class UnreadableVideoException extends Exception {

    /** What is wrong. */
    public enum Kind {
        /** No known container: empty, text, another kind of file. */
        NOT_A_VIDEO,
        /** A container without pictures: audio only, or pictures without a size. */
        NO_VIDEO_STREAM,
        /** Pictures or sound in a codec that is not read. */
        NO_DECODER,
        /** Over a limit of {@link VideoLimits}. */
        TOO_LARGE,
        /** Pictures smaller than the encoder takes; only where they are encoded again. */
        TOO_SMALL,
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

    UnreadableVideoException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * For what nobody foresaw, while a video was read: the store's failures are told by their type,
     * so it is the video's fault, and a stack trace belongs to it.
     */
    static UnreadableVideoException unexpected(RuntimeException cause) {
        return new UnreadableVideoException(
                Kind.BROKEN, "reading it failed unexpectedly: " + cause, cause);
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }
}
