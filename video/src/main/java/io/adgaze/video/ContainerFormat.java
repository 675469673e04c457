package io.adgaze.video;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.global.avformat;

/** What kind of container a file is. */
final class ContainerFormat {

    /**
     * Containers only. FFmpeg also reads playlists and scripts (HLS, concat, …), which name other
     * files and addresses to open; those are never a recording or an ad.
     */
    static final String READ = "matroska,webm,mov,mp4,avi,mpegts,mpeg,flv,ogg,asf,mxf,ivf,nut";

    private ContainerFormat() {}

    /**
     * The format of the file in {@code source}, by its beginning. What FFmpeg has read to tell is
     * not kept: opening the container would take it in at once, past all {@link ContainerBounds}.
     */
    static AVInputFormat of(SeekableByteChannel source)
            throws UnreadableVideoException, IOException {
        source.position(0);
        AVInputFormat format = new AVInputFormat(null);
        try (ChannelInput beginning = new ChannelInput(source, ContainerBounds.ofBeginning())) {
            int result =
                    avformat.av_probe_input_buffer2(
                            beginning.context(), format, (String) null, null, 0, 0);
            beginning.throwFailure();
            requireFound(result);
        }
        return format;
    }

    /** Throws when FFmpeg's {@code result} says that a file is none of {@link #READ}. */
    static void requireFound(int result) throws UnreadableVideoException {
        if (result < 0) {
            throw new UnreadableVideoException(
                    Kind.NOT_A_VIDEO,
                    "not a video container that can be read (%s); these can: %s"
                            .formatted(FfmpegError.describe(result), READ));
        }
    }
}
