package io.adgaze.video;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;

/**
 * Data that was lost and reads as zeros, as file systems and broken uploads leave it.
 *
 * <p>Looked for in VP8 and VP9, whose decoders notice nothing: they take any bytes for a picture. A
 * coder that spends a thousand bytes on what it holds for certain does not exist; other formats pad
 * with zeros, and their decoders complain.
 */
final class ZeroedData {

    private static final int LEAST_BYTES = 1024;

    private final boolean looksForIt;

    private ZeroedData(boolean looksForIt) {
        this.looksForIt = looksForIt;
    }

    static ZeroedData in(AVStream video) {
        int codec = video.codecpar().codec_id();
        return new ZeroedData(codec == avcodec.AV_CODEC_ID_VP8 || codec == avcodec.AV_CODEC_ID_VP9);
    }

    boolean isIn(AVPacket packet) {
        if (!looksForIt) {
            return false;
        }
        BytePointer data = packet.data();
        int size = packet.size();
        // A run as long as that has one of these bytes in it.
        for (int at = LEAST_BYTES - 1; at < size; at += LEAST_BYTES) {
            if (runAround(at, data, size) >= LEAST_BYTES) {
                return true;
            }
        }
        return false;
    }

    /** How many zeros there are in a row with the byte at {@code at}. */
    private static int runAround(int at, BytePointer data, int size) {
        int end = at;
        while (end < size && data.get(end) == 0) {
            end++;
        }
        int start = at;
        while (start > 0 && data.get(start - 1) == 0) {
            start--;
        }
        return end == at ? 0 : end - start;
    }
}
