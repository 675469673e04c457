package io.adgaze.jobs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Recordings for tests: cut from the samples, or bad in a way that no sample is. */
public final class Clips {

    /** RFC 9559, section 5.1.3. */
    private static final byte[] CLUSTER_ID = {0x1F, 0x43, (byte) 0xB6, 0x75};

    /** RFC 9559, sections 5.1.4.1.28.6 and 5.1.4.1.28.7. */
    private static final byte PIXEL_WIDTH_ID = (byte) 0xB0;

    private static final byte PIXEL_HEIGHT_ID = (byte) 0xBA;

    /** An EBML length of two bytes. */
    private static final byte TWO_BYTES = (byte) 0x82;

    /** What width and height follow in a VP8 key frame: RFC 6386, section 9.1. */
    private static final byte[] VP8_KEY_FRAME = {(byte) 0x9D, 0x01, 0x2A};

    private static final int FPS = 30;
    private static final int AUDIO_HZ = 48_000;

    static {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    }

    private Clips() {}

    /** The first {@code ms} of a sample's picture, not encoded anew, streamed as browsers do. */
    public static byte[] ofSample(int number, long ms) throws Exception {
        return ofSample(number, ms, 0);
    }

    /** Likewise, in a container whose clock begins at {@code startMs}. */
    static byte[] ofSample(int number, long ms, long startMs) throws Exception {
        ByteArrayOutputStream clip = new ByteArrayOutputStream();
        try (FFmpegFrameGrabber sample = sample(number);
                FFmpegFrameRecorder recorder = recorder(clip, sample)) {
            recorder.setOption("live", "1");
            recorder.start(sample.getFormatContext());
            AVPacket packet = sample.grabPacket();
            while (packet != null && timestampMs(packet, sample) < ms) {
                // WebM's clock is in milliseconds.
                packet.pts(packet.pts() + startMs);
                packet.dts(packet.dts() + startMs);
                recorder.recordPacket(packet);
                packet = sample.grabPacket();
            }
        }
        return clip.toByteArray();
    }

    /** {@code recording} without so many bytes, from this share of it on. */
    static byte[] withHole(byte[] recording, double from, int bytes) {
        int at = (int) (recording.length * from);
        ByteArrayOutputStream holed = new ByteArrayOutputStream();
        holed.write(recording, 0, at);
        holed.write(recording, at + bytes, recording.length - at - bytes);
        return holed.toByteArray();
    }

    /** A sample's first picture, so many of them, as a camera delivers that has hung. */
    static byte[] frozen(int number, int pictures) throws Exception {
        ByteArrayOutputStream clip = new ByteArrayOutputStream();
        try (FFmpegFrameGrabber sample = sample(number);
                FFmpegFrameRecorder recorder = recorder(clip, sample)) {
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
            recorder.setVideoQuality(3); // Of each picture alike, or they would differ.
            recorder.setFrameRate(FPS);
            recorder.start();
            Frame first = sample.grabImage();
            for (int i = 0; i < pictures; i++) {
                recorder.record(first);
            }
        }
        return clip.toByteArray();
    }

    /** A sample's first picture alone. */
    static byte[] firstFrameOfSample(int number) throws Exception {
        ByteArrayOutputStream clip = new ByteArrayOutputStream();
        try (FFmpegFrameGrabber sample = sample(number);
                FFmpegFrameRecorder recorder = recorder(clip, sample)) {
            encodeVp8(recorder);
            recorder.record(sample.grabImage());
        }
        return clip.toByteArray();
    }

    /** Three black pictures, in VP8. */
    static byte[] black(int widthPx, int heightPx) throws Exception {
        ByteArrayOutputStream clip = new ByteArrayOutputStream();
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(clip, widthPx, heightPx);
                Frame picture = new Frame(widthPx, heightPx, Frame.DEPTH_UBYTE, 3)) {
            encodeVp8(recorder);
            for (int i = 0; i < 3; i++) {
                recorder.record(picture);
            }
        }
        return clip.toByteArray();
    }

    /** A second of silence, without a picture. */
    static byte[] audioOnly() throws Exception {
        ByteArrayOutputStream clip = new ByteArrayOutputStream();
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(clip, 1)) {
            recorder.setFormat("matroska");
            recorder.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
            recorder.setSampleRate(AUDIO_HZ);
            recorder.start();
            recorder.recordSamples(AUDIO_HZ, 1, ShortBuffer.allocate(AUDIO_HZ));
        }
        return clip.toByteArray();
    }

    /** {@code recording}, and all its frames once more from time 0 on. */
    static byte[] startingOver(byte[] recording) {
        int firstCluster = indexOf(CLUSTER_ID, recording);
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.writeBytes(recording);
        twice.write(recording, firstCluster, recording.length - firstCluster);
        return twice.toByteArray();
    }

    /** {@link #black} pictures whose container and whose stream each tell of another size. */
    static byte[] claiming(
            int containerWidth, int containerHeight, int streamWidth, int streamHeight)
            throws Exception {
        int width = 640;
        int height = 480;
        byte[] clip = black(width, height);
        replace(containerSize(width, height), containerSize(containerWidth, containerHeight), clip);
        replace(streamSize(width, height), streamSize(streamWidth, streamHeight), clip);
        return clip;
    }

    private static byte[] containerSize(int widthPx, int heightPx) {
        return ByteBuffer.allocate(8)
                .put(PIXEL_WIDTH_ID)
                .put(TWO_BYTES)
                .putShort((short) widthPx)
                .put(PIXEL_HEIGHT_ID)
                .put(TWO_BYTES)
                .putShort((short) heightPx)
                .array();
    }

    private static byte[] streamSize(int widthPx, int heightPx) {
        return ByteBuffer.allocate(7)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(VP8_KEY_FRAME)
                .putShort((short) widthPx)
                .putShort((short) heightPx)
                .array();
    }

    private static void replace(byte[] what, byte[] with, byte[] in) {
        System.arraycopy(with, 0, in, indexOf(what, in), with.length);
    }

    private static int indexOf(byte[] what, byte[] in) {
        for (int i = 0; i + what.length <= in.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        throw new IllegalStateException("The clip is not written as expected.");
    }

    private static FFmpegFrameGrabber sample(int number) throws Exception {
        byte[] recording = LandingFolder.sample("sessions/s-demo-" + number + "/webcam.webm");
        FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(new ByteArrayInputStream(recording));
        grabber.start();
        return grabber;
    }

    private static FFmpegFrameRecorder recorder(
            ByteArrayOutputStream clip, FFmpegFrameGrabber sample) {
        FFmpegFrameRecorder recorder =
                new FFmpegFrameRecorder(clip, sample.getImageWidth(), sample.getImageHeight());
        recorder.setFormat("matroska");
        return recorder;
    }

    private static void encodeVp8(FFmpegFrameRecorder recorder) throws Exception {
        recorder.setFormat("webm");
        recorder.setVideoCodec(avcodec.AV_CODEC_ID_VP8);
        recorder.setVideoOption("deadline", "realtime");
        recorder.setVideoOption("cpu-used", "8");
        recorder.setFrameRate(FPS);
        recorder.start();
    }

    private static long timestampMs(AVPacket packet, FFmpegFrameGrabber sample) {
        var timeBase = sample.getFormatContext().streams(packet.stream_index()).time_base();
        return avutil.av_rescale_q(packet.pts(), timeBase, avutil.av_make_q(1, 1000));
    }
}
