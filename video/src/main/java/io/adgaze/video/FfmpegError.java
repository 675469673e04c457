package io.adgaze.video;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg's return codes: below 0 they are errors. */
final class FfmpegError {

    private static final int MAX_TEXT = 256;

    /** Codes from here to -1 are the operating system's; FFmpeg's own lie far below. */
    private static final int LOWEST_OF_SYSTEM = -4095;

    /** Linux's EINVAL, EDOM and ERANGE, by which FFmpeg means the data that it was given. */
    private static final Set<Integer> OF_DATA = Set.of(-22, -33, -34);

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
     * Throws when a step of writing a video failed.
     *
     * @throws IOException when the machine is at fault, as for a full disk
     * @throws UnreadableVideoException when the video that is being copied is
     */
    static void check(int result, String step) throws IOException, UnreadableVideoException {
        if (result >= 0) {
            return;
        }
        String message = step + " failed: " + describe(result);
        if (result >= LOWEST_OF_SYSTEM && !OF_DATA.contains(result)) {
            throw new IOException(message);
        }
        throw new UnreadableVideoException(Kind.BROKEN, message);
    }
}
