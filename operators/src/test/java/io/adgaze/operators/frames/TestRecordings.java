package io.adgaze.operators.frames;

import io.adgaze.records.ObjectRef;
import io.adgaze.storage.FileObjectStore;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.opencv_core.Mat;

/** Tiny recordings, VP8 in WebM, whose frames tell by their grey which ones they are. */
final class TestRecordings {

    /** Frames from this number on look like the ones from 0 on. */
    static final int NUMBERS = 16;

    private static final int SIDE_PX = 64;
    private static final int GREY_OF_FIRST = 24;
    private static final int GREY_STEP = 13;

    /** What the way through the encoder takes off a grey. */
    private static final int GREY_LOSS = 4;

    static {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    }

    private final Path folder;

    TestRecordings(Path folder) {
        this.folder = folder;
    }

    /** Records frame 0, 1, 2, … at these times of the container. */
    ObjectRef record(String name, long... timesMs) throws IOException {
        try (Frame frame = new Frame(SIDE_PX, SIDE_PX, Frame.DEPTH_UBYTE, 3)) {
            return record(name, frame, number -> paint(frame, number), timesMs);
        }
    }

    /** Records the same picture at these times of the container. */
    ObjectRef record(String name, Mat picture, long... timesMs) throws IOException {
        try (OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat()) {
            return record(name, converter.convert(picture), number -> {}, timesMs);
        }
    }

    private ObjectRef record(String name, Frame frame, IntConsumer painter, long... timesMs)
            throws IOException {
        Path file = folder.resolve(name);
        try (FFmpegFrameRecorder recorder =
                new FFmpegFrameRecorder(file.toFile(), frame.imageWidth, frame.imageHeight)) {
            recorder.setFormat("webm");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_VP8);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            // WebM's clock is in milliseconds; at this rate the encoder's is too.
            recorder.setFrameRate(1000);
            recorder.setGopSize(10);
            recorder.setVideoBitrate(1_000_000);
            recorder.setVideoOption("deadline", "realtime");
            recorder.setVideoOption("auto-alt-ref", "0");
            // As browsers record: no duration in the header, no index.
            recorder.setOption("live", "1");
            recorder.start();
            for (int i = 0; i < timesMs.length; i++) {
                painter.accept(i);
                recorder.setTimestamp(timesMs[i] * 1000);
                recorder.record(frame);
            }
            recorder.stop();
        }
        return reference(file);
    }

    /** A file of any content. */
    ObjectRef write(String name, byte[] content) throws IOException {
        return reference(Files.write(folder.resolve(name), content));
    }

    /** The first part of another recording. */
    ObjectRef truncate(String name, ObjectRef whole, double share) throws IOException {
        byte[] bytes = Files.readAllBytes(path(whole));
        return write(name, Arrays.copyOf(bytes, (int) (bytes.length * share)));
    }

    /** A recording that was announced and is not there. */
    ObjectRef missing(String name) {
        return new ObjectRef(folder.resolve(name).toUri().toString(), "1", 1);
    }

    static Path path(ObjectRef recording) {
        return Path.of(URI.create(recording.uri()));
    }

    /** {@code n} times at an even rate, from 0 on. */
    static long[] every(int stepMs, int n) {
        return LongStream.range(0, n).map(i -> i * stepMs).toArray();
    }

    /** Which frame {@code bgr} is, up to {@link #NUMBERS}. */
    static int numberOf(Mat bgr) {
        ByteBuffer pixels = bgr.createBuffer();
        int grey = Byte.toUnsignedInt(pixels.get(pixels.capacity() / 2));
        return Math.round((grey + GREY_LOSS - GREY_OF_FIRST) / (float) GREY_STEP);
    }

    private static void paint(Frame frame, int number) {
        byte grey = (byte) (GREY_OF_FIRST + GREY_STEP * (number % NUMBERS));
        ByteBuffer pixels = (ByteBuffer) frame.image[0].clear();
        while (pixels.hasRemaining()) {
            pixels.put(grey);
        }
    }

    private static ObjectRef reference(Path file) throws IOException {
        try (ObjectStore store = new FileObjectStore()) {
            return store.head(file.toUri().toString()).orElseThrow();
        }
    }
}
