package io.adgaze.video;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Notices what a Matroska demuxer passes over without a word: where data is missing in a cluster of
 * unknown size, as browsers write them, the rest looks like elements that nobody knows, or a packet
 * reaches into the one behind it. Packets of all streams must be seen, in the order of the file.
 */
final class PassedOverBytes {

    /**
     * Above the headers of a cluster and of its first block (RFC 9559), which are some 50 bytes.
     */
    private static final long MOST_OF_HEADERS = 128;

    private long position = -1;
    private long end;

    /** Whether between the packet before and this one lies anything but headers. */
    boolean lieBefore(AVPacket packet) {
        if (packet.pos() < 0) {
            return false;
        }
        boolean laced = packet.pos() == position;
        long between = packet.pos() - end;
        boolean isHeaders = between >= 0 && between <= MOST_OF_HEADERS;
        boolean passed = position >= 0 && !laced && !isHeaders;
        end = (laced ? end : packet.pos()) + packet.size();
        position = packet.pos();
        return passed;
    }
}
