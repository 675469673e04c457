package io.adgaze.video;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ads that are odd: what can be copied is, and whose fault it is when nothing can. */
class CopiedFaultsTest {

    private static final String PICTURES = "-f lavfi -i testsrc2=s=320x240:r=25:d=1";
    private static final String TONE = " -f lavfi -i sine=r=48000:d=1";

    /** Code points of ITU-T H.273. */
    private static final int RESERVED = 3;

    private static final int FCC = 4;
    private static final int BT470M = 4;
    private static final int GAMMA22 = 4;
    private static final int YCGCO = 8;

    private static final Path FULL_DEVICE = Path.of("/dev/full");

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "A_AAC, A_DTS, none of it can be decoded",
        "A_AAC, A_QQQ, no decoder for none",
    })
    void anAdWhoseSoundNothingDecodesLosesItsSoundAlone(String codec, String other, String why)
            throws Exception {
        Path ad = make("ad.mkv", PICTURES + TONE + " -c:v libopenh264 -c:a aac");
        TestVideos.patch(ad, codec.getBytes(US_ASCII), other.getBytes(US_ASCII));

        TranscodedVideo copied = transcode(ad);

        assertThat(copied.pictures()).isEqualTo(25);
        assertThat(copied.soundMissingBecause()).contains("its sound cannot be read").contains(why);
        try (FFmpegFrameGrabber copy = open(copyFile())) {
            assertThat(copy.hasAudio()).isFalse();
            assertThat(copy.getLengthInVideoFrames()).isEqualTo(25);
        }
    }

    @Test
    void soundThatDoesNotFitIntoAnMp4IsLeftOut() throws Exception {
        Path ad = make("ad.mkv", PICTURES + TONE + " -c:v libopenh264 -c:a libmp3lame -ar 8000");

        assertThat(transcode(ad).pictures()).isEqualTo(25);
    }

    /** Ten minutes of floats are 230 MB, were they made in one go. */
    @Test
    void aGapInTheSoundIsFilledWithSilence() throws Exception {
        Path ad =
                make(
                        "ad.mkv",
                        PICTURES
                                + TONE
                                + " -af asetpts=PTS+if(gte(T\\,0.5)\\,600/TB\\,0)"
                                + " -c:v libopenh264 -c:a libopus");

        assertThat(transcode(ad).soundMissingBecause()).isNull();

        try (FFmpegFrameGrabber copy = open(copyFile())) {
            assertThat(copy.getLengthInTime()).isCloseTo(601_000_000L, within(200_000L));
        }
    }

    @Test
    void soundBeyondTheLimitIsLeftOut() throws Exception {
        Path ad =
                make(
                        "ad.mkv",
                        PICTURES
                                + TONE
                                + " -af asetpts=PTS+if(gte(T\\,0.5)\\,36000/TB\\,0)"
                                + " -c:v libopenh264 -c:a libopus -live 1");

        TranscodedVideo copied = transcode(ad);

        assertThat(copied.pictures()).isEqualTo(25);
        assertThat(copied.soundMissingBecause()).contains("it goes on after 7200000 ms");
    }

    @Test
    void soundMayChangeItsFormMidway() throws Exception {
        Path stereo = make("a.ts", PICTURES + TONE + " -c:v libopenh264 -c:a mp2 -ac 2 -ar 48000");
        Path mono = make("b.ts", PICTURES + TONE + " -c:v libopenh264 -c:a mp2 -ac 1 -ar 32000");

        TranscodedVideo copied = transcode(joined(stereo, mono));

        assertThat(copied.pictures()).isEqualTo(50);
        assertThat(copied.soundMissingBecause()).isNull();
        try (FFmpegFrameGrabber copy = open(copyFile())) {
            assertThat(copy.getLengthInTime()).isCloseTo(2_050_000L, within(60_000L));
        }
    }

    @Test
    void joinedBroadcastsPlayOneAfterTheOther() throws Exception {
        Path part = make("a.ts", PICTURES.replace("d=1", "d=3") + " -c:v mpeg2video");

        assertThat(transcode(joined(part, part, part)).pictures()).isEqualTo(225);

        try (FFmpegFrameGrabber copy = open(copyFile())) {
            assertThat(copy.getLengthInTime()).isCloseTo(9_000_000L, within(60_000L));
        }
        try (SeekableByteChannel source = Files.newByteChannel(joined(part, part, part))) {
            assertThat(VideoProbe.probe(source, VideoLimits.DEFAULT).durationMs())
                    .isBetween(8_950L, 9_050L);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-c:v prores_ks -flags +ildct -pix_fmt yuv422p10le",
                "-c:v mpeg2video -flags +ildct+ilme -pix_fmt yuv422p",
                "-c:v ffv1 -pix_fmt yuv422p -field_order tt",
            })
    void interlacedPicturesAreTakenAsTheyAre(String codec) throws Exception {
        Path ad = make("ad.mov", PICTURES + " -vf setfield=tff " + codec);

        assertThat(transcode(ad).pictures()).isEqualTo(25);

        assertLooksLike(ad, copyFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"yuv422p10le", "yuv420p", "yuv444p"})
    void reservedColourTagsSayNothing(String pixelFormat) throws Exception {
        Path ad = tagged(pixelFormat, RESERVED);

        assertThat(transcode(ad).pictures()).isEqualTo(25);

        assertLooksLike(ad, copyFile());
        try (FFmpegFrameGrabber copy = open(copyFile())) {
            assertThat(copy.getFormatContext().streams(0).codecpar().color_space())
                    .isNotEqualTo(RESERVED);
        }
    }

    @Test
    void coloursThatCannotBeConvertedAreTheAdsFault() throws Exception {
        Path ad = tagged("yuv444p", YCGCO);

        assertThatThrownBy(() -> transcode(ad))
                .isInstanceOf(UnreadableVideoException.class)
                .hasMessageContaining("ycgco");
    }

    /** An ad whose colour space has the code point {@code space}; the others are reserved ones. */
    private Path tagged(String pixelFormat, int space) throws Exception {
        Path ad =
                make(
                        "ad.mkv",
                        PICTURES
                                + " -vf format=%s,setparams=colorspace=fcc:color_primaries=bt470m:color_trc=bt470m -c:v ffv1"
                                        .formatted(pixelFormat));
        TestVideos.patch(ad, matroska(0xB1, FCC), matroska(0xB1, space));
        TestVideos.patch(ad, matroska(0xBB, BT470M), matroska(0xBB, RESERVED));
        return TestVideos.patch(ad, matroska(0xBA, GAMMA22), matroska(0xBA, RESERVED));
    }

    /** An element of Colour (RFC 9559, 5.1.4.1.28.16) of one byte. */
    private static byte[] matroska(int id, int value) {
        return new byte[] {0x55, (byte) id, (byte) 0x81, (byte) value};
    }

    @ParameterizedTest
    @ValueSource(strings = {"smpte2084", "arib-std-b67"})
    void brighterPicturesThanEightBitsShowAreToneMappedAndSaySo(String transfer) throws Exception {
        String greys = "-f lavfi -i color=0x808080:s=320x240:r=25:d=0.2,format=yuv444p";
        String tags = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv";
        Path ad =
                make(
                        "ad.mkv",
                        greys
                                + ","
                                + tags
                                + " -vf zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt2020:t=%s:m=bt2020nc:r=tv:npl=203,format=yuv420p10le -c:v ffv1"
                                        .formatted(transfer));

        assertThat(transcode(ad).pictures()).isEqualTo(5);

        try (FFmpegFrameGrabber copy = open(copyFile())) {
            var picture = copy.getFormatContext().streams(0).codecpar();
            assertThat(picture.color_trc()).isEqualTo(Colors.BT709.transfer());
            assertThat(picture.color_primaries()).isEqualTo(Colors.BT709.primaries());
            assertThat(picture.color_space()).isEqualTo(Colors.BT709.space());
            // Reference white is 203 cd/m2 (ITU-R BT.2408): such a grey stays about what it was.
            assertThat(brightness(copy.grabImage())).isBetween(95., 165.);
        }
    }

    @Test
    void aFullDiskIsTheMachinesFault() throws Exception {
        assumeTrue(Files.exists(FULL_DEVICE), "Linux has a device that is always full");
        Path ad = make("ad.mp4", PICTURES + TONE + " -c:v libopenh264 -c:a aac");

        try (SeekableByteChannel source = Files.newByteChannel(ad)) {
            assertThatThrownBy(
                            () ->
                                    new VideoTranscoder(VideoLimits.DEFAULT)
                                            .transcode(source, Unpainted::new, FULL_DEVICE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
        }
    }

    @Test
    void whatNobodyForesawIsTheAdsFault() throws Exception {
        Path ad = make("ad.mp4", PICTURES + " -c:v libopenh264");

        try (SeekableByteChannel source = Files.newByteChannel(ad)) {
            assertThatThrownBy(
                            () ->
                                    new VideoTranscoder(VideoLimits.DEFAULT)
                                            .transcode(
                                                    source,
                                                    format -> {
                                                        throw new IllegalStateException("odd");
                                                    },
                                                    copyFile()))
                    .isInstanceOf(UnreadableVideoException.class)
                    .hasMessageContaining("failed unexpectedly")
                    .hasMessageContaining("odd");
        }
    }

    private Path copyFile() {
        return folder.resolve("copy.mp4");
    }

    private Path make(String name, String arguments) throws Exception {
        return FfmpegProgram.make(folder.resolve(name), arguments.split(" "));
    }

    private Path joined(Path... parts) throws IOException {
        Path whole = folder.resolve("joined.ts");
        try (var out = Files.newOutputStream(whole)) {
            for (Path part : parts) {
                Files.copy(part, out);
            }
        }
        return whole;
    }

    private TranscodedVideo transcode(Path ad) throws IOException, UnreadableVideoException {
        try (SeekableByteChannel source = Files.newByteChannel(ad)) {
            return new VideoTranscoder(VideoLimits.DEFAULT)
                    .transcode(source, Unpainted::new, copyFile());
        }
    }

    private static FFmpegFrameGrabber open(Path file) throws IOException {
        FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile());
        grabber.start();
        return grabber;
    }

    private static void assertLooksLike(Path ad, Path copy) throws Exception {
        try (SeekableByteChannel first = Files.newByteChannel(ad);
                SeekableByteChannel second = Files.newByteChannel(copy);
                VideoDecoder stored = VideoDecoder.open(first, VideoLimits.DEFAULT);
                VideoDecoder copied = VideoDecoder.open(second, VideoLimits.DEFAULT);
                VideoFrame storedFrame = stored.next();
                VideoFrame copiedFrame = copied.next()) {
            for (int x = 10; x < 320; x += 60) {
                assertThat(blue(copiedFrame.bgr(), x))
                        .isCloseTo(blue(storedFrame.bgr(), x), within(20.));
            }
        }
    }

    private static double blue(Mat picture, int x) {
        return opencv_core.mean(picture.apply(new Rect(x, 120, 8, 8))).get(0);
    }

    private static double brightness(Frame picture) {
        ByteBuffer pixels = (ByteBuffer) picture.image[0];
        return Byte.toUnsignedInt(pixels.get(120 * picture.imageStride + 3 * 160 + 1));
    }
}
