package io.adgaze.models.video;

import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * FFmpeg's own log, which is global to the process: errors go to SLF4J at debug level, the rest
 * nowhere, since damaged input makes FFmpeg complain at every packet.
 *
 * <p>Errors are counted by thread, because a demuxer that meets a cut file may say so in its log
 * alone. FFmpeg calls back on the thread that called it, as long as decoders have one thread.
 */
final class FfmpegLog extends LogCallback {

    private static final Logger LOG = LoggerFactory.getLogger(FfmpegLog.class);
    private static final ThreadLocal<int[]> ERRORS = ThreadLocal.withInitial(() -> new int[1]);

    /** Kept for ever: FFmpeg holds its address. */
    private static final FfmpegLog INSTANCE = new FfmpegLog();

    private FfmpegLog() {}

    /** Directs FFmpeg's log here, whoever had it before. */
    static void install() {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        avutil.setLogCallback(INSTANCE);
    }

    /** Errors that FFmpeg has logged on this thread so far. */
    static int errorsOnThisThread() {
        return ERRORS.get()[0];
    }

    @Override
    public void call(int level, BytePointer message) {
        if (level > avutil.AV_LOG_ERROR) {
            return;
        }
        ERRORS.get()[0]++;
        if (LOG.isDebugEnabled()) {
            LOG.debug("{}", message.getString().strip());
        }
    }
}
