package io.adgaze.video;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg's error codes in words. */
final class FfmpegErrors {

    private static final int MAX_TEXT = 64;

    private FfmpegErrors() {}

    static String describe(int error) {
        byte[] text = new byte[MAX_TEXT];
        avutil.av_strerror(error, text, MAX_TEXT);
        int length = 0;
        while (length < MAX_TEXT && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
