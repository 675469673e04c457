package io.adgaze.models.video;

import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** FFmpeg's error codes in words. */
final class FfmpegErrors {

    private static final int MAX_TEXT = 64;

    private FfmpegErrors() {}

    static String describe(int error) {
        try (BytePointer text = new BytePointer(MAX_TEXT)) {
            avutil.av_strerror(error, text, MAX_TEXT);
            return text.getString();
        }
    }
}
