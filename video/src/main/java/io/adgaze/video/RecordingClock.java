package io.adgaze.video;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * A recording's time: 0 at the container's earliest timestamp, and running on where the container's
 * own clock begins anew.
 *
 * <p>Recordings that were joined, or a broadcast that was spliced, jump from one packet to the next
 * and stay there; such a part goes on where the one before ended. A single packet that jumps is
 * none: its time is taken from it. A gap is no jump: time that passed without a picture has passed,
 * unless it is longer than {@value #LEAP_S} s in a container that is made for broadcast, whose
 * clock may be anywhere.
 *
 * <p>Looks at packets in the order of decoding, and at one ahead, so what comes out depends on the
 * file alone.
 */
final class RecordingClock {

    /** From this on a broadcast's clock has leapt (FFmpeg's own threshold, dts_delta_threshold). */
    private static final int LEAP_S = 10;

    private static final long MS_PER_SECOND = 1000;

    private static final long NONE = avutil.AV_NOPTS_VALUE;

    private final long ticksPerSecond;
    private final long ticksDivisor;
    private final boolean broadcast;
    private final long leap;

    private long zero;
    private boolean started;
    private long offset;
    private long last = NONE;
    private long end = NONE;
    private int partsBegun;

    /**
     * @param timeBase of the packets' times, in seconds; stays the caller's
     * @param startUs the container's earliest timestamp in microseconds, or AV_NOPTS_VALUE
     * @param broadcast whether the container's clock may start anywhere and leap
     */
    RecordingClock(AVRational timeBase, long startUs, boolean broadcast) {
        this.ticksPerSecond = timeBase.den();
        this.ticksDivisor = timeBase.num();
        this.broadcast = broadcast;
        this.leap = toTicks(LEAP_S * (long) avutil.AV_TIME_BASE);
        this.zero = startUs == NONE ? Long.MAX_VALUE : toTicks(startUs);
    }

    /** When a packet is decoded, in ticks of its container; AV_NOPTS_VALUE where it is not said. */
    static long timeOf(AVPacket packet) {
        return packet.dts();
    }

    /**
     * Puts a packet on the clock that runs on.
     *
     * @param packet its times are overwritten
     * @param next when the packet behind it is decoded, or AV_NOPTS_VALUE
     */
    void place(AVPacket packet, long next) {
        long time = timeOf(packet);
        if (time != NONE && last != NONE && isJump(time)) {
            if (isAlone(time, next)) {
                packet.pts(NONE);
                packet.dts(NONE);
                return;
            }
            if (time < last || broadcast) {
                beginPart(packet, time);
            }
        }
        shift(packet, lasts(packet));
        last = time == NONE ? last : time;
    }

    /**
     * Whether a packet's time is before that of the one placed last, as where another part begins.
     */
    boolean isBehind(AVPacket packet) {
        return timeOf(packet) != NONE && timeOf(packet) < last;
    }

    private boolean isJump(long time) {
        return time < last || time - last > leap;
    }

    /** Whether the packet behind goes on from the one before, so that only this one is off. */
    private boolean isAlone(long time, long next) {
        if (next == NONE) {
            return time < last;
        }
        return next >= last && Math.abs(next - last) < Math.abs(next - time);
    }

    private void beginPart(AVPacket packet, long time) {
        long shown = packet.pts() == NONE ? time : packet.pts();
        offset = end - shown;
        partsBegun++;
    }

    /** The container's word of how long a picture lasts, unless it is far off the interval. */
    private long lasts(AVPacket packet) {
        long time = timeOf(packet);
        if (time == NONE || last == NONE) {
            return packet.duration();
        }
        long interval = time - last;
        boolean isPause = interval > leap / LEAP_S;
        return isPause || 2 * packet.duration() >= interval ? packet.duration() : interval;
    }

    /**
     * @param lasts how long the packet's picture is shown
     */
    private void shift(AVPacket packet, long lasts) {
        packet.pts(packet.pts() == NONE ? NONE : packet.pts() + offset);
        packet.dts(packet.dts() == NONE ? NONE : packet.dts() + offset);
        long shown = packet.pts() == NONE ? packet.dts() : packet.pts();
        if (shown != NONE) {
            end = Math.max(end, shown + Math.max(1, lasts));
        }
    }

    /**
     * A picture's time in milliseconds, 0 and up. The first picture is one of the earliest.
     *
     * @param timestamp of a picture whose packet was {@linkplain #place placed}
     */
    long toMs(long timestamp) {
        if (!started) {
            zero = Math.min(zero, timestamp);
            started = true;
        }
        return avutil.av_rescale(timestamp - zero, ticksDivisor * MS_PER_SECOND, ticksPerSecond);
    }

    /** How often the container's clock began anew. */
    int partsBegun() {
        return partsBegun;
    }

    private long toTicks(long us) {
        return avutil.av_rescale(us, ticksPerSecond, ticksDivisor * avutil.AV_TIME_BASE);
    }
}
