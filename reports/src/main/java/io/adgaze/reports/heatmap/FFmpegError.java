package io.adgaze.reports.heatmap;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** FFmpeg's return codes. */
final class FFmpegError {

    private static final int MAX_MESSAGE_BYTES = 256;

    /** Codes from here to -1 are the operating system's; FFmpeg's own lie far below. */
    private static final int LOWEST_OF_SYSTEM = -4095;

    /** Linux's EINVAL, EDOM and ERANGE, by which FFmpeg means the data that it was given. */
    private static final Set<Integer> OF_DATA = Set.of(-22, -33, -34);

    private FFmpegError() {}

    /** What FFmpeg calls the error {@code code}. */
    static String text(int code) {
        byte[] message = new byte[MAX_MESSAGE_BYTES];
        av_strerror(code, message, message.length);
        int length = 0;
        while (length < message.length && message[length] != 0) {
            length++;
        }
        return new String(message, 0, length, StandardCharsets.UTF_8);
    }

    /**
     * Throws when a step failed.
     *
     * @throws IOException when the machine is at fault, as for a full disk
     * @throws UnreadableAdException when the ad is
     */
    static void check(int code, String step) throws IOException, UnreadableAdException {
        if (code >= 0) {
            return;
        }
        String message = step + " failed: " + text(code);
        if (code >= LOWEST_OF_SYSTEM && !OF_DATA.contains(code)) {
            throw new IOException(message);
        }
        throw new UnreadableAdException(message);
    }
}
