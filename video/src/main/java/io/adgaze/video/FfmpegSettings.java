package io.adgaze.video;

import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg's settings that are global to the process. */
final class FfmpegSettings {

    /**
     * Most bytes of one allocation: a plane of the largest picture, 4096 px a side, at eight bytes
     * a pixel. What a file claims beyond that is refused before it is memory.
     */
    private static final long MAX_ALLOCATION_BYTES = 128L * 1024 * 1024;

    private FfmpegSettings() {}

    /** Applies them, whoever changed them before. */
    static void apply() {
        FfmpegLog.install();
        avutil.av_max_alloc(MAX_ALLOCATION_BYTES);
    }
}
