package io.adgaze.connectors.exports.heatmap;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** FFmpeg's return codes in words. */
final class FFmpegError {

    private static final int MAX_MESSAGE_BYTES = 256;

    private FFmpegError() {}

    /** What FFmpeg calls the error {@code code}. */
    static String text(int code) {
        byte[] message = new byte[MAX_MESSAGE_BYTES];
        av_strerror(code, message, message.length);
        return new String(message, StandardCharsets.UTF_8).trim();
    }

    /**
     * Throws when a step of ours failed: an encoder, a filter, the file being written.
     *
     * @return {@code code}, where it is no error
     */
    static int check(int code, String step) throws IOException {
        if (code < 0) {
            throw new IOException(step + " failed: " + text(code));
        }
        return code;
    }
}
