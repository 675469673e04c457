package io.adgaze.video;

import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Small videos, made where they are needed. */
public final class TestVideos {

    private static final double MILLISECOND_CLOCK = 1000;
    private static final int MICROS_PER_MILLI = 1000;
    private static final int SAMPLE_RATE = 48_000;
    private static final int BROADCAST_FPS = 25;
    private static final int TS_PACKET = 188;
    private static final int GOP = 10;

    /** What FFmpeg adds to each timestamp of a transport stream. */
    private static final double TS_MUXER_DELAY_S = 1.4;

    /** The packet id that FFmpeg gives to a transport stream's second stream. */
    private static final int SECOND_STREAM = 0x101;

    private TestVideos() {}

    /** How a browser's recorder writes: H.264 in Matroska without duration or index. */
    public static Path webm(Path file, int width, int height, long... timestampsMs)
            throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height)) {
            recorder.setFormat("matroska");
            recorder.setOption("live", "1");
            record(recorder, plainPictures(width, height), timestampsMs);
        }
        return file;
    }

    /** JPEGs in Matroska, whose true size only those who decode them learn. */
    public static Path jpegs(Path file, int width, int height, long... timestampsMs)
            throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height)) {
            recorder.setFormat("matroska");
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
            record(recorder, "mjpeg", plainPictures(width, height), timestampsMs);
        }
        return file;
    }

    /** H.264 in Matroska whose header names its duration and the sizes of its parts. */
    public static Path withDuration(Path file, int width, int height, long... timestampsMs)
            throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height)) {
            recorder.setFormat("matroska");
            record(recorder, plainPictures(width, height), timestampsMs);
        }
        return file;
    }

    /** H.264 in Matroska that shows one picture throughout. */
    public static Path showing(Path file, Frame picture, long... timestampsMs) throws IOException {
        try (FFmpegFrameRecorder recorder =
                new FFmpegFrameRecorder(file.toFile(), picture.imageWidth, picture.imageHeight)) {
            recorder.setFormat("matroska");
            recorder.setVideoBitrate(4_000_000);
            record(recorder, index -> picture, timestampsMs);
        }
        return file;
    }

    /** VP8 in WebM, as browsers record; its decoder makes something of any data. */
    public static Path vp8(Path file, int width, int height, long... timestampsMs)
            throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height)) {
            recorder.setFormat("webm");
            recorder.setOption("live", "1");
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setVideoOption("deadline", "realtime");
            recorder.setVideoOption("auto-alt-ref", "0");
            recorder.setGopSize(GOP);
            recorder.setVideoBitrate(1_000_000);
            record(recorder, "libvpx", noise(width, height), timestampsMs);
        }
        return file;
    }

    /**
     * H.264 in a transport stream.
     *
     * @param startS the container's first timestamp, in seconds; its clock wraps around at 95443.7
     */
    public static Path transportStream(Path file, double startS, long... timestampsMs)
            throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 320, 240)) {
            recorder.setFormat("mpegts");
            recorder.setOption("output_ts_offset", Double.toString(startS - TS_MUXER_DELAY_S));
            recorder.setGopSize(GOP);
            record(recorder, noise(320, 240), timestampsMs);
        }
        return file;
    }

    /** H.264 in MP4 that begins later than its clock: with an edit list. */
    public static Path mp4(Path file, long... timestampsMs) throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 320, 240)) {
            recorder.setFormat("mp4");
            record(recorder, plainPictures(320, 240), timestampsMs);
        }
        return file;
    }

    /** H.264 and sound in Matroska; the sound begins at 0, the pictures where they are told to. */
    public static Path withSound(Path file, int codec, long... timestampsMs) throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 320, 240, 1)) {
            recorder.setFormat("matroska");
            recorder.setOption("live", "1");
            recorder.setAudioCodec(codec);
            recorder.setSampleRate(SAMPLE_RATE);
            recorder.setFrameRate(MILLISECOND_CLOCK);
            recorder.setVideoCodecName("libopenh264");
            recorder.start();
            recorder.recordSamples(SAMPLE_RATE, 1, ShortBuffer.allocate(SAMPLE_RATE));
            Pictures pictures = plainPictures(320, 240);
            for (int i = 0; i < timestampsMs.length; i++) {
                recorder.setTimestamp(timestampsMs[i] * MICROS_PER_MILLI);
                recorder.record(pictures.at(i));
            }
            recorder.stop();
        }
        return file;
    }

    /** JPEGs of which each shows the picture of this number; the same numbers are the same. */
    public static Path jpegsShowing(Path file, int[] pictures, long... timestampsMs)
            throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 64, 64)) {
            recorder.setFormat("matroska");
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
            Pictures plain = plainPictures(64, 64);
            record(recorder, "mjpeg", index -> plain.at(pictures[index]), timestampsMs);
        }
        return file;
    }

    /** One file behind the other, byte by byte. */
    public static Path joined(Path file, Path first, Path second) throws IOException {
        Files.write(file, Files.readAllBytes(first));
        return Files.write(file, Files.readAllBytes(second), StandardOpenOption.APPEND);
    }

    /** Takes bytes out of a file, from this share of it on. */
    public static Path withHole(Path file, Path whole, double from, int bytes) throws IOException {
        byte[] content = Files.readAllBytes(whole);
        int at = (int) (content.length * from);
        Files.write(file, Arrays.copyOf(content, at));
        return Files.write(
                file,
                Arrays.copyOfRange(content, at + bytes, content.length),
                StandardOpenOption.APPEND);
    }

    /** The same with zeros where {@link #withHole} leaves something out. */
    public static Path withZeros(Path file, Path whole, double from, int bytes) throws IOException {
        byte[] content = Files.readAllBytes(whole);
        int at = (int) (content.length * from);
        Arrays.fill(content, at, at + bytes, (byte) 0);
        return Files.write(file, content);
    }

    /** As a phone held on its side records: H.264 in MP4 with a rotation. */
    public static Path turned(Path file, int width, int height, double degrees) throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height)) {
            recorder.setFormat("mp4");
            recorder.setDisplayRotation(degrees);
            record(recorder, index -> leftHalfWhite(width, height), 0, 40, 80);
        }
        return file;
    }

    /**
     * H.264 in MP4 of four greys, 40, 100, 160 and 220 from the top left to the bottom right by
     * rows, with a display matrix (ISO/IEC 14496-12, 8.3.2).
     *
     * @param matrix what it makes of x and y, in rows: a, b, c, d
     */
    public static Path oriented(Path file, int width, int height, int... matrix)
            throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height)) {
            recorder.setFormat("mp4");
            record(recorder, index -> fourGreys(width, height), 0, 40, 80);
        }
        byte[] content = Files.readAllBytes(file);
        // The movie's own matrix comes first, then the track's.
        byte[] unity = matrix(1, 0, 0, 1);
        int ofTrack = indexOf(content, "tkhd".getBytes(StandardCharsets.US_ASCII));
        byte[] track = Arrays.copyOfRange(content, ofTrack, content.length);
        int at = ofTrack + indexOf(track, unity);
        System.arraycopy(matrix(matrix), 0, content, at, unity.length);
        return Files.write(file, content);
    }

    /** Four greys as above, in pixels that are wider than high by {@code aspect}. */
    public static Path ofPixels(Path file, int width, int height, double aspect)
            throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height)) {
            recorder.setFormat("matroska");
            recorder.setAspectRatio(aspect);
            record(recorder, index -> fourGreys(width, height), 0, 40, 80);
        }
        return file;
    }

    /**
     * As a broadcaster delivers: MPEG-2 and MP2 in a transport stream of half a megabyte a second,
     * whose sound is announced and never comes.
     */
    public static Path announcingSound(Path file, int seconds) throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 320, 240, 1)) {
            recorder.setFormat("mpegts");
            recorder.setFrameRate(BROADCAST_FPS);
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG2VIDEO);
            recorder.setVideoBitrate(4_000_000);
            recorder.setAudioCodec(avcodec.AV_CODEC_ID_MP2);
            recorder.setSampleRate(SAMPLE_RATE);
            recorder.start();
            Pictures noise = noise(320, 240);
            for (int i = 0; i < seconds * BROADCAST_FPS; i++) {
                recorder.record(noise.at(i));
            }
            recorder.stop();
        }
        return withoutPackets(file, SECOND_STREAM);
    }

    /** Sound and nothing else. */
    public static Path audioOnly(Path file) throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 1)) {
            recorder.setFormat("webm");
            recorder.setAudioCodec(avcodec.AV_CODEC_ID_OPUS);
            recorder.setSampleRate(SAMPLE_RATE);
            recorder.start();
            Frame silence = new Frame();
            silence.sampleRate = SAMPLE_RATE;
            silence.audioChannels = 1;
            silence.samples = new Buffer[] {ShortBuffer.allocate(SAMPLE_RATE / 2)};
            recorder.record(silence);
            recorder.stop();
        }
        return file;
    }

    /** {@code n} timestamps, {@code stepMs} apart, from 0. */
    public static long[] every(long stepMs, int n) {
        long[] timestamps = new long[n];
        for (int i = 0; i < n; i++) {
            timestamps[i] = i * stepMs;
        }
        return timestamps;
    }

    /** Replaces the first place where {@code bytes} stand. */
    public static Path patch(Path file, byte[] bytes, byte[] replacement) throws IOException {
        byte[] content = Files.readAllBytes(file);
        int at = indexOf(content, bytes);
        if (at < 0) {
            throw new IllegalArgumentException("the bytes to replace are not in " + file);
        }
        System.arraycopy(replacement, 0, content, at, replacement.length);
        return Files.write(file, content);
    }

    /** Keeps the first {@code share} of a file. */
    public static Path cut(Path file, double share) throws IOException {
        byte[] content = Files.readAllBytes(file);
        return Files.write(file, Arrays.copyOf(content, (int) (content.length * share)));
    }

    /** Makes a stream's packets of a transport stream (ISO/IEC 13818-1, 2.4.3.2) stuffing. */
    private static Path withoutPackets(Path file, int pid) throws IOException {
        byte[] content = Files.readAllBytes(file);
        for (int at = 0; at < content.length; at += TS_PACKET) {
            if (((content[at + 1] & 0x1F) << 8 | content[at + 2] & 0xFF) == pid) {
                content[at + 1] |= 0x1F;
                content[at + 2] = (byte) 0xFF;
            }
        }
        return Files.write(file, content);
    }

    private interface Pictures {
        Frame at(int index);
    }

    private static void record(
            FFmpegFrameRecorder recorder, Pictures pictures, long... timestampsMs)
            throws IOException {
        record(recorder, "libopenh264", pictures, timestampsMs);
    }

    private static void record(
            FFmpegFrameRecorder recorder, String codec, Pictures pictures, long... timestampsMs)
            throws IOException {
        recorder.setFrameRate(MILLISECOND_CLOCK);
        recorder.setVideoCodecName(codec);
        FfmpegLog.install();
        recorder.start();
        for (int i = 0; i < timestampsMs.length; i++) {
            recorder.setTimestamp(timestampsMs[i] * MICROS_PER_MILLI);
            recorder.record(pictures.at(i));
        }
        recorder.stop();
    }

    /** Pictures that differ from each other: grey, with a stripe that moves. */
    private static Pictures plainPictures(int width, int height) {
        Frame frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3);
        ByteBuffer pixels = (ByteBuffer) frame.image[0];
        return index -> {
            for (int i = 0; i < pixels.capacity(); i++) {
                int row = i / frame.imageStride;
                pixels.put(i, (byte) (row % 16 == index % 16 ? 200 : 90));
            }
            return frame;
        };
    }

    /** Pictures that compress badly. */
    private static Pictures noise(int width, int height) {
        Frame frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3);
        ByteBuffer pixels = (ByteBuffer) frame.image[0];
        Random random = new Random(1);
        return index -> {
            byte[] bytes = new byte[pixels.capacity()];
            random.nextBytes(bytes);
            pixels.put(0, bytes);
            return frame;
        };
    }

    private static byte[] matrix(int... abcd) {
        int one = 1 << 16;
        ByteBuffer bytes = ByteBuffer.allocate(36);
        bytes.putInt(abcd[0] * one).putInt(abcd[1] * one).putInt(0);
        bytes.putInt(abcd[2] * one).putInt(abcd[3] * one).putInt(0);
        return bytes.putInt(0).putInt(0).putInt(1 << 30).array();
    }

    private static Frame fourGreys(int width, int height) {
        Frame frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3);
        ByteBuffer pixels = (ByteBuffer) frame.image[0];
        for (int i = 0; i < pixels.capacity(); i++) {
            boolean right = i % frame.imageStride >= width * 3 / 2;
            boolean bottom = i / frame.imageStride >= height / 2;
            pixels.put(i, (byte) (40 + (right ? 60 : 0) + (bottom ? 120 : 0)));
        }
        return frame;
    }

    private static Frame leftHalfWhite(int width, int height) {
        Frame frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3);
        ByteBuffer pixels = (ByteBuffer) frame.image[0];
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, (byte) (i % frame.imageStride < width * 3 / 2 ? 255 : 0));
        }
        return frame;
    }

    private static int indexOf(byte[] content, byte[] bytes) {
        for (int i = 0; i + bytes.length <= content.length; i++) {
            if (Arrays.equals(content, i, i + bytes.length, bytes, 0, bytes.length)) {
                return i;
            }
        }
        return -1;
    }
}
