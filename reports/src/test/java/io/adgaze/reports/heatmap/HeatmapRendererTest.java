package io.adgaze.reports.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MP3;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import io.adgaze.records.GazeTrack;
import io.adgaze.records.density.AdGaze;
import io.adgaze.reports.heatmap.DecodedVideo.Picture;
import io.adgaze.video.UnreadableVideoException;
import io.adgaze.video.VideoLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renders real videos and looks at what is in them by decoding them again. */
class HeatmapRendererTest {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 270;
    private static final double SECONDS = 3;

    /** The legend lies within these shares of the picture's width and height, from its top left. */
    private static final double LEGEND_WIDTH = 0.5;

    private static final double LEGEND_HEIGHT = 0.25;

    /** Sum of the three channels' differences that two encodings of one picture may show. */
    private static final int CODEC_ERROR = 40;

    @TempDir Path folder;

    @Test
    void gazeLiesWhereTheViewersLookedInEveryFrame() throws Exception {
        GazeTrack track =
                GazeTracks.following(
                        s -> 0.5 + 0.3 * Math.cos(s), s -> 0.6 + 0.15 * Math.sin(s), SECONDS, 10);

        Rendered rendered = render(ad(SECONDS), GazeTracks.times(12, track), 10);

        for (int i = 0; i < rendered.heatmap.size(); i++) {
            double second = rendered.heatmap.get(i).timestampUs() / 1e6;
            if (second < 0.5 || second > SECONDS - 0.6) {
                continue; // Half of the window lies outside the ad.
            }
            double[] centroid = centroid(rendered.ad.get(i), rendered.heatmap.get(i));
            assertThat(centroid[0])
                    .as("x at %.2f s", second)
                    .isCloseTo(0.5 + 0.3 * Math.cos(second), within(0.03));
            assertThat(centroid[1])
                    .as("y at %.2f s", second)
                    .isCloseTo(0.6 + 0.15 * Math.sin(second), within(0.04));
        }
    }

    @Test
    void whereNobodyLooksTheAdIsAsItWas() throws Exception {
        Rendered rendered = render(ad(1), List.of(), 1);

        assertThat(rendered.largestDifference()).isLessThan(CODEC_ERROR);
    }

    @Test
    void fewerViewersThanTheMinimumAreNotShown() throws Exception {
        Path ad = ad(1);
        GazeTrack track = GazeTracks.at(0.5, 0.6, 1);

        Rendered nine = render(ad, GazeTracks.times(9, track), 10);
        Rendered ten = render(ad, GazeTracks.times(10, track), 10);

        assertThat(nine.largestDifference()).isLessThan(CODEC_ERROR);
        assertThat(ten.largestDifference()).isGreaterThan(5 * CODEC_ERROR);
    }

    @Test
    void viewersOutsideTheWindowDoNotHelpToTheMinimum() throws Exception {
        List<GazeTrack> tracks = new ArrayList<>(GazeTracks.times(5, GazeTracks.at(0.5, 0.6, 1)));
        GazeTrack later =
                new GazeTrack(new int[] {9_000}, new float[] {0.5f}, new float[] {0.6f}, 0.08f);
        tracks.addAll(GazeTracks.times(5, later));

        assertThat(render(ad(1), tracks, 10).largestDifference()).isLessThan(CODEC_ERROR);
    }

    @Test
    void aViewerWithTenTimesThePointsCountsOnce() throws Exception {
        GazeTrack busy = GazeTracks.following(s -> 0.25, s -> 0.65, 1, 100);
        GazeTrack calm = GazeTracks.following(s -> 0.75, s -> 0.65, 1, 10);

        Rendered rendered = render(ad(1), List.of(busy, calm), 1);

        int middle = rendered.heatmap.size() / 2;
        double left = mass(rendered.ad.get(middle), rendered.heatmap.get(middle), 0, 0.5);
        double right = mass(rendered.ad.get(middle), rendered.heatmap.get(middle), 0.5, 1);
        assertThat(left).isCloseTo(right, within(0.1 * right));
        assertThat(left).isPositive();
    }

    @Test
    void theLegendIsDrawn() throws Exception {
        Rendered rendered = render(ad(1), List.of(), 10);

        int dark = 0;
        int bright = 0;
        Picture heatmap = rendered.heatmap.get(0);
        for (int y = 0; y < LEGEND_HEIGHT * HEIGHT; y++) {
            for (int x = 0; x < LEGEND_WIDTH * WIDTH; x++) {
                dark += heatmap.channel(x, y, 1) < 60 ? 1 : 0;
                bright += heatmap.channel(x, y, 1) > 190 ? 1 : 0;
            }
        }
        assertThat(dark).as("its ground").isGreaterThan(2_000);
        assertThat(bright).as("its text").isGreaterThan(150);
    }

    @Test
    void isAnMp4ThatPlaysFromItsFirstBytesWithTheAdsOwnSound() throws Exception {
        Path ad = ad(SECONDS);
        Path heatmap = renderFile(ad, List.of(), 10);

        String bytes = Files.readString(heatmap, StandardCharsets.ISO_8859_1);
        assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
        try (DecodedVideo before = new DecodedVideo(ad);
                DecodedVideo after = new DecodedVideo(heatmap)) {
            AVCodecParameters picture = stream(after, 0);
            assertThat(picture.codec_id()).isEqualTo(AV_CODEC_ID_H264);
            assertThat(picture.format()).isEqualTo(AV_PIX_FMT_YUV420P);
            assertThat(stream(after, 1).codec_id()).isEqualTo(AV_CODEC_ID_AAC);
            assertThat(after.grabber().getLengthInTime())
                    .isCloseTo(before.grabber().getLengthInTime(), within(1_000L));
        }
        assertThat(soundPackets(heatmap)).isNotEmpty().isEqualTo(soundPackets(ad));
    }

    @Test
    void keepsTheTimestampsOfAVariableFrameRate() throws Exception {
        Path ad =
                ad(
                        "ad.mp4",
                        WIDTH,
                        HEIGHT,
                        "-vf",
                        "select='eq(n,0)+eq(n,1)+eq(n,5)+eq(n,6)+eq(n,20)'",
                        "-fps_mode",
                        "vfr",
                        "-c:v",
                        "libopenh264");

        Rendered rendered = render(ad, List.of(), 10);

        assertThat(rendered.heatmap.stream().map(Picture::timestampUs))
                .containsExactly(0L, 40_000L, 200_000L, 240_000L, 800_000L);
    }

    @Test
    void countsBroadcastTimeFromTheFirstPicture() throws Exception {
        Path ad =
                ad("ad.ts", WIDTH, HEIGHT, "-c:v", "libopenh264", "-c:a", "aac", "-muxdelay", "3");
        GazeTrack firstLeftThenRight =
                GazeTracks.following(s -> s < 0.5 ? 0.2 : 0.8, s -> 0.7, 1, 50);

        Rendered rendered = render(ad, List.of(firstLeftThenRight), 1);

        assertThat(rendered.ad.get(0).timestampUs()).isGreaterThan(1_000_000);
        assertThat(rendered.heatmap.get(0).timestampUs()).isLessThan(100_000);
        assertThat(centroid(rendered.ad.get(0), rendered.heatmap.get(0))[0]).isLessThan(0.4);
        int last = rendered.ad.size() - 1;
        assertThat(centroid(rendered.ad.get(last), rendered.heatmap.get(last))[0])
                .isGreaterThan(0.6);
    }

    @Test
    void encodesSoundAgainThatMp4PlayersMayNotKnow() throws Exception {
        Path ad =
                ad(
                        "ad.webm",
                        WIDTH,
                        HEIGHT,
                        "-c:v",
                        "libvpx",
                        "-deadline",
                        "realtime",
                        "-c:a",
                        "libopus");

        Path heatmap = renderFile(ad, List.of(), 10);

        try (DecodedVideo after = new DecodedVideo(heatmap)) {
            assertThat(stream(after, 1).codec_id()).isEqualTo(AV_CODEC_ID_AAC);
            assertThat(after.grabber().getLengthInTime()).isCloseTo(1_000_000L, within(50_000L));
        }
        assertThat(loudness(heatmap)).isCloseTo(loudness(ad), within(0.1 * loudness(ad)));
    }

    @Test
    void copiesMp3() throws Exception {
        Path ad = ad("ad.mkv", WIDTH, HEIGHT, "-c:v", "libopenh264", "-c:a", "libmp3lame");

        try (DecodedVideo after = new DecodedVideo(renderFile(ad, List.of(), 10))) {
            assertThat(stream(after, 1).codec_id()).isEqualTo(AV_CODEC_ID_MP3);
        }
    }

    @Test
    void aSilentAdStaysSilent() throws Exception {
        Path ad = ad("ad.mp4", WIDTH, HEIGHT, "-c:v", "libopenh264", "-an");

        try (DecodedVideo after = new DecodedVideo(renderFile(ad, List.of(), 10))) {
            assertThat(after.grabber().hasAudio()).isFalse();
        }
    }

    @Test
    void anOddEdgeIsCut() throws Exception {
        Path ad = ad("ad.mkv", 321, 181, "-c:v", "ffv1", "-pix_fmt", "yuv444p");

        Rendered rendered = render(ad, GazeTracks.times(3, GazeTracks.at(0.7, 0.7, 1)), 1);

        assertThat(rendered.ad.get(0).width()).isEqualTo(321);
        assertThat(rendered.heatmap.get(0).width()).isEqualTo(320);
        assertThat(rendered.heatmap.get(0).height()).isEqualTo(180);
    }

    @Test
    void largePicturesAreScaledDown() throws Exception {
        Path ad = ad("ad.mp4", 1080, 2400, "-t", "0.2", "-c:v", "libopenh264");

        Rendered rendered = render(ad, GazeTracks.times(3, GazeTracks.at(0.5, 0.5, 1)), 1);

        assertThat(rendered.heatmap.get(0).width()).isEqualTo(864);
        assertThat(rendered.heatmap.get(0).height()).isEqualTo(1920);
    }

    @Test
    void anAdFilmedUprightIsTurnedAsPlayersTurnIt() throws Exception {
        Path lying = TestAd.mp4(folder.resolve("lying.mp4"), WIDTH, HEIGHT, 1);
        Path ad =
                TestAd.make(
                        folder.resolve("ad.mp4"),
                        "-display_rotation",
                        "-90",
                        "-i",
                        lying.toString(),
                        "-c",
                        "copy");
        // Turned clockwise, what is stored at the left comes to the top.
        List<GazeTrack> elsewhere = GazeTracks.times(3, GazeTracks.at(-5, -5, 1));
        List<GazeTrack> atTheTopRight = GazeTracks.times(3, GazeTracks.at(0.8, 0.3, 1));

        List<Picture> stored = pictures(ad);
        List<Picture> upright = pictures(renderFile(ad, elsewhere, 1));
        List<Picture> heatmap = pictures(renderFile(ad, atTheTopRight, 1));

        assertThat(upright.get(5).width()).isEqualTo(HEIGHT);
        assertThat(upright.get(5).height()).isEqualTo(WIDTH);
        int x = HEIGHT - 40;
        int y = WIDTH - 50;
        for (int channel = 0; channel < 3; channel++) {
            assertThat(upright.get(5).channel(x, y, channel))
                    .isCloseTo(stored.get(5).channel(y, HEIGHT - 1 - x, channel), within(8));
        }
        double[] centroid = centroid(upright.get(5), heatmap.get(5));
        assertThat(centroid[0]).isCloseTo(0.8, within(0.05));
        assertThat(centroid[1]).isCloseTo(0.3, within(0.05));
    }

    @Test
    void fullRangeColoursStayWhatTheyAre() throws Exception {
        Path ad =
                TestAd.make(
                        folder.resolve("ad.mkv"),
                        "-f",
                        "lavfi",
                        "-i",
                        "gradients=s=%dx%d:r=25:d=1:c0=black:c1=white:n=2:seed=1"
                                .formatted(WIDTH, HEIGHT),
                        "-c:v",
                        "mjpeg",
                        "-q:v",
                        "2",
                        "-pix_fmt",
                        "yuvj420p");

        Path heatmap = renderFile(ad, List.of(), 10);

        try (DecodedVideo after = new DecodedVideo(heatmap)) {
            assertThat(stream(after, 0).format()).isEqualTo(AV_PIX_FMT_YUV420P);
        }
        assertThat(new Rendered(pictures(ad), pictures(heatmap)).largestDifference())
                .isLessThan(CODEC_ERROR);
    }

    @Test
    void whatIsNoVideoIsRefused() throws Exception {
        Path text =
                Files.writeString(folder.resolve("text.mp4"), "An ad, but in words. ".repeat(99));
        Path playlist =
                Files.writeString(
                        folder.resolve("list.mp4"),
                        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/hosts\n");
        Path empty = Files.createFile(folder.resolve("empty.mp4"));

        for (Path file : List.of(text, playlist, empty)) {
            assertThatThrownBy(() -> renderFile(file, List.of(), 10))
                    .isInstanceOf(UnreadableVideoException.class)
                    .hasMessageContaining("not a video");
        }
    }

    @Test
    void anAdWithoutItsIndexIsRefused() throws Exception {
        Path ad = ad(1);
        byte[] bytes = Files.readAllBytes(ad);
        Files.write(ad, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> renderFile(ad, List.of(), 10))
                .isInstanceOf(UnreadableVideoException.class);
    }

    @Test
    void anAdOverTheSideLimitIsRefused() throws Exception {
        Path ad = ad(1);

        try (SeekableByteChannel channel = FileChannel.open(ad)) {
            HeatmapRenderer renderer =
                    new HeatmapRenderer(VideoLimits.DEFAULT.withMaxSidePx(WIDTH - 1));
            assertThatThrownBy(
                            () ->
                                    renderer.render(
                                            channel, AdGaze.NONE, 10, folder.resolve("h.mp4")))
                    .isInstanceOf(UnreadableVideoException.class)
                    .hasMessageContaining("480 x 270")
                    .hasMessageContaining("at most 479 px");
        }
    }

    @Test
    void damagedPicturesAreCounted() throws Exception {
        Path ad = ad("ad.mp4", WIDTH, HEIGHT, "-c:v", "libopenh264", "-an");
        byte[] bytes = Files.readAllBytes(ad);
        int media = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat") + 4;
        Arrays.fill(bytes, (media + bytes.length) / 2, (media + bytes.length) / 2 + 700, (byte) -1);
        Files.write(ad, bytes);

        try (SeekableByteChannel channel = FileChannel.open(ad)) {
            Heatmap heatmap =
                    new HeatmapRenderer(VideoLimits.DEFAULT)
                            .render(channel, AdGaze.NONE, 10, folder.resolve("h.mp4"));
            assertThat(heatmap.frames()).isBetween(1L, 25L);
            assertThat(heatmap.damagedPictures()).isPositive();
        }
    }

    @Test
    void failingStorageIsNoBrokenAd() throws Exception {
        Path ad = ad(1);

        try (FileChannel channel = FileChannel.open(ad)) {
            SeekableByteChannel failing = new FailingChannel(channel, 8);
            assertThatThrownBy(
                            () ->
                                    new HeatmapRenderer(VideoLimits.DEFAULT)
                                            .render(failing, AdGaze.NONE, 10, folder.resolve("h")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the line is down");
        }
    }

    @Test
    void anUnwritableTargetIsNoBrokenAd() throws Exception {
        Path ad = ad(1);

        try (FileChannel channel = FileChannel.open(ad)) {
            assertThatThrownBy(
                            () ->
                                    new HeatmapRenderer(VideoLimits.DEFAULT)
                                            .render(
                                                    channel,
                                                    AdGaze.NONE,
                                                    10,
                                                    folder.resolve("none/h.mp4")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("none/h.mp4");
        }
    }

    private Path ad(double seconds) throws Exception {
        return TestAd.mp4(folder.resolve("ad.mp4"), WIDTH, HEIGHT, seconds);
    }

    /** An ad as FFmpeg makes it from a picture, a tone and {@code arguments}. */
    private Path ad(String name, int width, int height, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(TestAd.picture(width, height, 1));
        all.addAll(TestAd.tone(1));
        all.addAll(List.of(arguments));
        return TestAd.make(folder.resolve(name), all.toArray(String[]::new));
    }

    private Path renderFile(Path ad, List<GazeTrack> gaze, int minViewers) throws Exception {
        Path heatmap = folder.resolve("heatmap.mp4");
        try (SeekableByteChannel channel = FileChannel.open(ad)) {
            new HeatmapRenderer(VideoLimits.DEFAULT)
                    .render(channel, AdGazes.of(gaze, minViewers), minViewers, heatmap);
        }
        return heatmap;
    }

    private Rendered render(Path ad, List<GazeTrack> gaze, int minViewers) throws Exception {
        return new Rendered(pictures(ad), pictures(renderFile(ad, gaze, minViewers)));
    }

    private static List<Picture> pictures(Path video) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        try (DecodedVideo decoded = new DecodedVideo(video)) {
            for (Picture next = decoded.next(); next != null; next = decoded.next()) {
                pictures.add(next);
            }
        }
        return pictures;
    }

    private static AVCodecParameters stream(DecodedVideo video, int index) {
        return video.grabber().getFormatContext().streams(index).codecpar();
    }

    /** Each packet of sound: its time and content. */
    private static List<String> soundPackets(Path video) throws IOException {
        List<String> packets = new ArrayList<>();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(video.toFile())) {
            grabber.start();
            AVFormatContext format = grabber.getFormatContext();
            for (AVPacket packet = grabber.grabPacket();
                    packet != null;
                    packet = grabber.grabPacket()) {
                if (format.streams(packet.stream_index()).codecpar().sample_rate() > 0) {
                    byte[] content = new byte[packet.size()];
                    packet.data().capacity(content.length).get(content);
                    packets.add(packet.pts() + " " + Arrays.hashCode(content));
                }
            }
        }
        return packets;
    }

    /** Root mean square of the sound's samples. */
    private static double loudness(Path video) throws IOException {
        double squares = 0;
        long n = 0;
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(video.toFile())) {
            grabber.setSampleFormat(org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16);
            grabber.start();
            for (var frame = grabber.grabSamples(); frame != null; frame = grabber.grabSamples()) {
                var samples = (java.nio.ShortBuffer) frame.samples[0];
                while (samples.hasRemaining()) {
                    double sample = samples.get();
                    squares += sample * sample;
                    n++;
                }
            }
        }
        return Math.sqrt(squares / n);
    }

    private static boolean inLegend(Picture picture, int x, int y) {
        return x < LEGEND_WIDTH * picture.width() && y < LEGEND_HEIGHT * picture.height();
    }

    /** Centre of what the heatmap adds to the ad, in sides of the picture. */
    private static double[] centroid(Picture ad, Picture heatmap) {
        double total = 0;
        double sumX = 0;
        double sumY = 0;
        for (int y = 0; y < ad.height(); y++) {
            for (int x = 0; x < ad.width(); x++) {
                int difference = inLegend(ad, x, y) ? 0 : heatmap.difference(ad, x, y);
                if (difference > CODEC_ERROR) {
                    total += difference;
                    sumX += difference * (x + 0.5);
                    sumY += difference * (y + 0.5);
                }
            }
        }
        return new double[] {sumX / total / ad.width(), sumY / total / ad.height()};
    }

    private static double mass(Picture ad, Picture heatmap, double fromX, double toX) {
        double mass = 0;
        for (int y = 0; y < ad.height(); y++) {
            for (int x = (int) (fromX * ad.width()); x < toX * ad.width(); x++) {
                int difference = inLegend(ad, x, y) ? 0 : heatmap.difference(ad, x, y);
                mass += difference > CODEC_ERROR ? difference : 0;
            }
        }
        return mass;
    }

    /** The pictures of an ad and of its heatmap. */
    private record Rendered(List<Picture> ad, List<Picture> heatmap) {

        Rendered {
            assertThat(heatmap).hasSameSizeAs(ad);
        }

        /** The largest difference of a pixel outside the legend, in any picture. */
        int largestDifference() {
            int largest = 0;
            for (int i = 0; i < ad.size(); i++) {
                for (int y = 0; y < ad.get(i).height(); y++) {
                    for (int x = 0; x < ad.get(i).width(); x++) {
                        if (!inLegend(ad.get(i), x, y)) {
                            largest = Math.max(largest, heatmap.get(i).difference(ad.get(i), x, y));
                        }
                    }
                }
            }
            return largest;
        }
    }

    /** A channel that reads a kilobyte at a time until its line goes down. */
    private static final class FailingChannel implements SeekableByteChannel {

        private final SeekableByteChannel inner;
        private int readsLeft;

        FailingChannel(SeekableByteChannel inner, int readsLeft) {
            this.inner = inner;
            this.readsLeft = readsLeft;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (readsLeft-- == 0) {
                throw new IOException("the line is down");
            }
            ByteBuffer part = target.slice(target.position(), Math.min(1_000, target.remaining()));
            int read = inner.read(part);
            target.position(target.position() + Math.max(0, read));
            return read;
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() throws IOException {
            return inner.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            inner.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return inner.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return inner.isOpen();
        }

        @Override
        public void close() throws IOException {
            inner.close();
        }
    }
}
