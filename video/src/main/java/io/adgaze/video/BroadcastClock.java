package io.adgaze.video;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * A broadcast's time from its start. Containers made for broadcast (transport and program streams)
 * start their clock anywhere, and where two were joined it begins anew: the second goes on where
 * the first ended.
 *
 * <p>Streams come to a joint one after the other, so each is followed by itself; they share how far
 * a part is moved.
 */
final class BroadcastClock {

    /** Timestamps go back by less where pictures are reordered or rounded. */
    private static final long BACK_US = 500_000;

    /** From this on a clock has leapt (FFmpeg's own threshold, dts_delta_threshold). */
    private static final long LEAP_US = 10_000_000;

    private final AVFormatContext container;
    private final AVRational microseconds = avutil.av_make_q(1, avutil.AV_TIME_BASE);

    /** How far each part is moved, in microseconds. */
    private final List<Long> shiftsUs = new ArrayList<>();

    private final Map<Integer, Place> places = new HashMap<>();
    private long endUs;

    /** Where a stream is: its last time on the container's clock, and the part that it is in. */
    private record Place(long us, int part) {}

    /**
     * @param container opened and probed; stays the caller's
     */
    BroadcastClock(AVFormatContext container) {
        this.container = container;
        long start = container.start_time();
        shiftsUs.add(start == avutil.AV_NOPTS_VALUE ? 0 : -start);
    }

    /** Puts a packet's times on the clock that runs on from 0. */
    void place(AVPacket packet) {
        long decoded = packet.dts() == avutil.AV_NOPTS_VALUE ? packet.pts() : packet.dts();
        if (decoded == avutil.AV_NOPTS_VALUE) {
            return;
        }
        AVRational base = container.streams(packet.stream_index()).time_base();
        long us = avutil.av_rescale_q(decoded, base, microseconds);
        int part = partOf(packet.stream_index(), us);
        long shiftUs = shiftsUs.get(part);
        endUs =
                Math.max(
                        endUs,
                        us + shiftUs + avutil.av_rescale_q(packet.duration(), base, microseconds));
        shift(packet, avutil.av_rescale_q(shiftUs, microseconds, base));
    }

    private int partOf(int stream, long us) {
        Place last = places.getOrDefault(stream, new Place(us, 0));
        boolean jumps = us < last.us() - BACK_US || us > last.us() + LEAP_US;
        int part = jumps ? last.part() + 1 : last.part();
        if (part == shiftsUs.size()) {
            shiftsUs.add(endUs - us);
        }
        places.put(stream, new Place(us, part));
        return part;
    }

    private static void shift(AVPacket packet, long ticks) {
        if (packet.pts() != avutil.AV_NOPTS_VALUE) {
            packet.pts(packet.pts() + ticks);
        }
        if (packet.dts() != avutil.AV_NOPTS_VALUE) {
            packet.dts(packet.dts() + ticks);
        }
    }
}
