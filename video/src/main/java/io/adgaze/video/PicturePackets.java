package io.adgaze.video;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The packets of a recording's pictures in the order of decoding, on the recording's clock, one
 * packet of the container at a time.
 *
 * <p>Stays one packet behind the demuxer: a demuxer that comes upon damage says so while it looks
 * for the next packet, and then the one before is not whole, or is followed by a hole.
 */
final class PicturePackets implements AutoCloseable {

    /** What reading one packet of the container gave. */
    enum Read {
        PICTURE,
        NO_PICTURE_YET,
        END
    }

    private final VideoDemuxer demuxer;
    private final RecordingClock clock;
    private final DamagedSpans damaged;
    private final ZeroedData zeroed;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVPacket ahead = avcodec.av_packet_alloc();
    private final AVPacket incoming = avcodec.av_packet_alloc();
    private boolean holdsAhead;
    private long packetsRead;

    PicturePackets(VideoDemuxer demuxer, RecordingClock clock, DamagedSpans damaged) {
        this.demuxer = demuxer;
        this.clock = clock;
        this.damaged = damaged;
        zeroed = ZeroedData.in(demuxer.streams().video());
        if (demuxer.isProbeDamaged()) {
            damaged.note();
        }
    }

    Read read() throws UnreadableVideoException, IOException {
        avcodec.av_packet_unref(packet);
        if (!demuxer.readAny(incoming)) {
            return last();
        }
        packetsRead++;
        if (!demuxer.streams().isVideo(incoming)) {
            avcodec.av_packet_unref(incoming);
            return Read.NO_PICTURE_YET;
        }
        boolean followsAnother = holdsAhead;
        if (followsAnother) {
            avcodec.av_packet_move_ref(packet, ahead);
            place(RecordingClock.timeOf(incoming));
            boolean joined = isKey(incoming) && clock.isBehind(incoming);
            if ((demuxer.complained() && !joined) || isCorrupt(incoming)) {
                damaged.damage(shownFrom(packet)); // What is missing may begin in this one.
            }
        }
        avcodec.av_packet_move_ref(ahead, incoming);
        holdsAhead = true;
        return followsAnother ? Read.PICTURE : Read.NO_PICTURE_YET;
    }

    /** The packet that was read last; valid until the next call of {@link #read}. */
    AVPacket packet() {
        return packet;
    }

    /** Packets of whichever stream that were read so far. */
    long packetsRead() {
        return packetsRead;
    }

    /** From when on a packet's content may be seen: pictures may be shown before they are due. */
    static long shownFrom(AVPacket packet) {
        if (packet.pts() == avutil.AV_NOPTS_VALUE || packet.dts() == avutil.AV_NOPTS_VALUE) {
            return Math.max(packet.pts(), packet.dts());
        }
        return Math.min(packet.pts(), packet.dts());
    }

    private Read last() {
        if (!holdsAhead) {
            return Read.END;
        }
        avcodec.av_packet_move_ref(packet, ahead);
        holdsAhead = false;
        place(avutil.AV_NOPTS_VALUE);
        return Read.PICTURE;
    }

    private void place(long next) {
        clock.place(packet, next);
        if (isKey(packet)) {
            damaged.key(packet.pts() == avutil.AV_NOPTS_VALUE ? packet.dts() : packet.pts());
        }
        if (isCorrupt(packet) || demuxer.isOfDamagedProbe(packet) || zeroed.isIn(packet)) {
            damaged.damage(shownFrom(packet));
        }
    }

    private static boolean isKey(AVPacket packet) {
        return (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
    }

    private static boolean isCorrupt(AVPacket packet) {
        return (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avcodec.av_packet_free(ahead);
        avcodec.av_packet_free(incoming);
    }
}
