package io.adgaze.video;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * FFmpeg's return codes: below 0 they are errors. They do not tell whose fault it is, and a video
 * can provoke any of them; so what is not known to be the machine's is the video's. Known are
 * failures of the channel that is read ({@link ChannelInput}) and of the file that is written
 * ({@link Mp4Writer}).
 */
final class FfmpegError {

    private static final int MAX_TEXT = 256;

    private FfmpegError() {}

    /** The error in FFmpeg's words. */
    static String describe(int error) {
        byte[] text = new byte[MAX_TEXT];
        avutil.av_strerror(error, text, MAX_TEXT);
        int length = 0;
        while (length < MAX_TEXT && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    /**
     * Throws when a step failed.
     *
     * @throws UnreadableVideoException when it did: the video that is being read is at fault
     */
    static void check(int result, String step) throws UnreadableVideoException {
        if (result < 0) {
            throw new UnreadableVideoException(Kind.BROKEN, step + " failed: " + describe(result));
        }
    }
}
