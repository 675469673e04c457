package io.adgaze.video;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Notices what a Matroska demuxer passes over without a word: where data is missing in a cluster of
 * unknown size, as browsers write them, the rest looks like elements that nobody knows. Packets of
 * all streams must be seen, in the order of the file.
 */
final class PassedOverBytes {

    /**
     * Above the headers of a cluster and of its first block (RFC 9559), which are some 50 bytes.
     */
    private static final long MOST_OF_HEADERS = 128;

    private long position = -1;
    private long end;

    /** Whether more lies between the packet before and this one than headers take. */
    boolean lieBefore(AVPacket packet) {
        if (packet.pos() < 0) {
            return false;
        }
        boolean laced = packet.pos() == position;
        boolean passed = position >= 0 && !laced && packet.pos() - end > MOST_OF_HEADERS;
        end = (laced ? end : packet.pos()) + packet.size();
        position = packet.pos();
        return passed;
    }
}
