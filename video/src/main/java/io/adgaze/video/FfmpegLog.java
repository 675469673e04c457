package io.adgaze.video;

import io.adgaze.records.VisibleText;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * FFmpeg's own log, which is global to the process: errors go to SLF4J at debug level, the rest
 * nowhere, since damaged input makes FFmpeg complain at every packet.
 *
 * <p>Also tells which contexts have complained: a demuxer that meets a cut file may say so in its
 * log alone.
 */
final class FfmpegLog extends LogCallback {

    private static final Logger LOG = LoggerFactory.getLogger(FfmpegLog.class);

    /** How FFmpeg begins a line: {@code [matroska,webm @ 0x5581c3e4]}. */
    private static final Pattern CONTEXT = Pattern.compile("^\\[[^]@]* @ 0x([0-9a-f]+)]");

    private static final int HEX = 16;

    /** Kept for ever: FFmpeg holds its address. */
    private static final FfmpegLog INSTANCE = new FfmpegLog();

    /** Addresses of the watched contexts, and whether they have complained. */
    private static final Map<Long, Boolean> WATCHED = new ConcurrentHashMap<>();

    private FfmpegLog() {}

    /** Directs FFmpeg's log here, whoever had it before. */
    static void install() {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        avutil.setLogCallback(INSTANCE);
    }

    /** Watches the context at {@code address}, from now on. */
    static void watch(long address) {
        WATCHED.put(address, false);
    }

    /** Whether the context has logged an error since {@link #watch} was last called for it. */
    static boolean hasComplained(long address) {
        return Boolean.TRUE.equals(WATCHED.get(address));
    }

    static void forget(long address) {
        WATCHED.remove(address);
    }

    @Override
    public void call(int level, BytePointer message) {
        if (level > avutil.AV_LOG_ERROR) {
            return;
        }
        String line = message.getString();
        LOG.debug("{}", VisibleText.of(line));
        Matcher context = CONTEXT.matcher(line);
        if (context.find()) {
            long address = Long.parseUnsignedLong(context.group(1), HEX);
            WATCHED.computeIfPresent(address, (key, complained) -> true);
        }
    }
}
