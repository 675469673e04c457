package io.adgaze.reports.heatmap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;

/** A video decoded by JavaCV, which shares no code with the renderer but FFmpeg. */
public final class DecodedVideo implements AutoCloseable {

    /**
     * A decoded picture.
     *
     * @param timestampUs when it is shown
     * @param bgr its pixels by row, without padding
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Picture(long timestampUs, int width, int height, byte[] bgr) {

        /** One of blue, green and red, 0..255. */
        int channel(int x, int y, int channel) {
            return Byte.toUnsignedInt(bgr[3 * (y * width + x) + channel]);
        }

        /** How far a pixel differs from another picture's, summed over its channels. */
        int difference(Picture other, int x, int y) {
            int sum = 0;
            for (int channel = 0; channel < 3; channel++) {
                sum += Math.abs(channel(x, y, channel) - other.channel(x, y, channel));
            }
            return sum;
        }
    }

    private final FFmpegFrameGrabber grabber;

    public DecodedVideo(Path file) throws IOException {
        grabber = new FFmpegFrameGrabber(file.toFile());
        grabber.start();
    }

    FFmpegFrameGrabber grabber() {
        return grabber;
    }

    /** The next picture; null at the end. */
    public Picture next() throws IOException {
        Frame frame = grabber.grabImage();
        if (frame == null) {
            return null;
        }
        ByteBuffer pixels = (ByteBuffer) frame.image[0];
        byte[] bgr = new byte[3 * frame.imageWidth * frame.imageHeight];
        for (int y = 0; y < frame.imageHeight; y++) {
            pixels.get(y * frame.imageStride, bgr, 3 * y * frame.imageWidth, 3 * frame.imageWidth);
        }
        return new Picture(frame.timestamp, frame.imageWidth, frame.imageHeight, bgr);
    }

    @Override
    public void close() throws IOException {
        grabber.close();
    }
}
