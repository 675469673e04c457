package io.adgaze.video;

import io.adgaze.records.InvalidReason;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * One decoded picture, on loan from its {@link VideoDecoder}.
 *
 * <p>The decoder owns the pixels and uses them again: the loan ends with {@link #close()}, or with
 * the decoder's next {@code next()} or {@code close()}, whichever is first. After that {@link
 * #bgr()} throws.
 */
public final class VideoFrame implements AutoCloseable {

    private final long timestampMs;
    private final @Nullable InvalidReason invalidReason;
    private @Nullable Mat bgr;

    VideoFrame(Mat bgr, long timestampMs, @Nullable InvalidReason invalidReason) {
        this.bgr = bgr;
        this.timestampMs = timestampMs;
        this.invalidReason = invalidReason;
    }

    /**
     * The picture: BGR, 8 bits a channel, rows without padding.
     *
     * @throws IllegalStateException when the loan has ended
     */
    public Mat bgr() {
        if (bgr == null) {
            throw new IllegalStateException("the decoder has taken this frame's pixels back");
        }
        return bgr;
    }

    /** When it is shown, ms from the recording's start. */
    public long timestampMs() {
        return timestampMs;
    }

    /**
     * Why the picture is no evidence of anything: it is {@link InvalidReason#DAMAGED} or {@link
     * InvalidReason#FROZEN}; null where it is neither.
     */
    public @Nullable InvalidReason invalidReason() {
        return invalidReason;
    }

    /** Ends the loan; the pixels stay the decoder's. */
    @Override
    public void close() {
        bgr = null;
    }
}
