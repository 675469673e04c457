package io.adgaze.models.video;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Decodes a recording's pictures in order. */
public final class VideoDecoder implements AutoCloseable {

    /** Opens {@code source}, which stays the caller's to close. */
    public static VideoDecoder open(SeekableByteChannel source, VideoLimits limits)
            throws UnreadableVideoException, IOException {
        throw new UnsupportedOperationException();
    }

    /** The next frame, or null at the end. */
    public VideoFrame next() throws UnreadableVideoException, IOException {
        throw new UnsupportedOperationException();
    }

    /** Decodes and drops every frame up to and including {@code recordingMs}. */
    public void discardThrough(long recordingMs) throws UnreadableVideoException, IOException {
        throw new UnsupportedOperationException();
    }

    /** Whether the recording ended in an error or was cut; known once {@link #next()} gave null. */
    public boolean truncated() {
        throw new UnsupportedOperationException();
    }

    /** Frames dropped because their timestamp did not advance. */
    public int nonMonotonicFrames() {
        throw new UnsupportedOperationException();
    }

    /** Width of the frames. */
    public int widthPx() {
        throw new UnsupportedOperationException();
    }

    /** Height of the frames. */
    public int heightPx() {
        throw new UnsupportedOperationException();
    }

    /** The container's duration; null when it does not say. */
    public Long durationMs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
