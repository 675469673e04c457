package io.adgaze.models.video;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Reads a video's properties without decoding it. */
public final class VideoProbe {

    private VideoProbe() {}

    /**
     * The properties of the video in {@code source}.
     *
     * <p>Reads the header, and every packet's timestamp where the header names no duration.
     *
     * @throws UnreadableVideoException when it is no video or over a limit
     * @throws IOException when {@code source} fails
     */
    public static VideoInfo probe(SeekableByteChannel source, VideoLimits limits)
            throws UnreadableVideoException, IOException {
        throw new UnsupportedOperationException();
    }
}
