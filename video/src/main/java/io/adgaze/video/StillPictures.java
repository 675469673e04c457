package io.adgaze.video;

import static io.adgaze.records.measures.ValidityParameters.FROZEN_MS;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * Notices a camera that delivers one and the same picture: muted, covered by its driver, or hung. A
 * live one is never the same twice, because of its noise.
 *
 * <p>Tells pictures apart by the checksum of their first plane, the luma of a camera's.
 */
final class StillPictures {

    private int checksum;
    private long sinceMs = -1;

    /**
     * Looks at the next picture.
     *
     * @return whether it has been the same for longer than the camera of a viewer can be
     */
    boolean isFrozen(AVFrame picture, long timestampMs) {
        int current = checksumOf(picture);
        if (sinceMs < 0 || current != checksum) {
            checksum = current;
            sinceMs = timestampMs;
        }
        return timestampMs - sinceMs > FROZEN_MS;
    }

    private static int checksumOf(AVFrame picture) {
        int rowBytes = avutil.av_image_get_linesize(picture.format(), picture.width(), 0);
        BytePointer plane = picture.data(0);
        int sum = 1;
        for (int row = 0; row < picture.height(); row++) {
            plane.position((long) row * picture.linesize(0));
            sum = avutil.av_adler32_update(sum, plane, rowBytes);
        }
        return sum;
    }
}
