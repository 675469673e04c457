package io.adgaze.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of a container's streams are read, for recordings and ads alike. */
class ContainerStreamsTest {

    @TempDir Path folder;

    /** Containers without a header say what they hold while they are read. */
    @ParameterizedTest
    @CsvSource({
        "flv, flv, libmp3lame",
        "flv, libopenh264, aac",
        "mpeg, mpeg2video, mp2",
        "mpeg, mpeg1video, mp2",
        "mpegts, libopenh264, aac",
    })
    void picturesAreFoundWithoutAHeader(String format, String pictures, String sound)
            throws Exception {
        Path video =
                make(
                        "v",
                        "-f lavfi -i testsrc2=s=320x240:r=25:d=1 -f lavfi -i sine=r=44100:d=1"
                                + " -c:v %s -c:a %s -f %s".formatted(pictures, sound, format));

        assertThat(frames(video)).isBetween(24, 25);
        VideoInfo info = probe(video);
        assertThat(info.widthPx()).isEqualTo(320);
        assertThat(info.hasAudio()).isTrue();
        assertThat(info.durationMs()).isBetween(950L, 1100L);
        try (SeekableByteChannel source = Files.newByteChannel(video)) {
            assertThat(
                            new VideoTranscoder(VideoLimits.DEFAULT)
                                    .transcode(source, Unpainted::new, folder.resolve("copy.mp4")))
                    .isEqualTo(new TranscodedVideo(25, 0, null));
        }
    }

    /** Widths of two tracks, which of them is the default, and which is read. */
    @ParameterizedTest
    @CsvSource({
        "320, 640, default, 0, 320",
        "640, 320, 0, default, 320",
        "320, 640, 0, 0, 640",
        "640, 320, 0, 0, 640",
        "320, 640, default, default, 640",
    })
    void ofSeveralTracksTheDefaultOneIsReadOrElseTheLargest(
            int first, int second, String ofFirst, String ofSecond, int read) throws Exception {
        Path video =
                make(
                        "v.mkv",
                        ("-f lavfi -i testsrc2=s=%dx240:r=25:d=0.2 -f lavfi -i testsrc2=s=%dx240:r=25:d=0.2"
                                        + " -map 0 -map 1 -c:v libopenh264 -disposition:v:0 %s -disposition:v:1 %s"
                                        + " -default_mode passthrough")
                                .formatted(first, second, ofFirst, ofSecond));

        assertThat(probe(video).widthPx()).isEqualTo(read);
        try (SeekableByteChannel source = Files.newByteChannel(video);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT)) {
            assertThat(decoder.next().bgr().cols()).isEqualTo(read);
        }
        assertThat(copiedWidth(video)).isEqualTo(read);
    }

    @Test
    void aCoverIsNotTheVideo() throws Exception {
        Path video =
                make(
                        "v.mp4",
                        "-f lavfi -i testsrc2=s=320x240:r=25:d=0.2 -f lavfi -i testsrc2=s=640x640:r=25:d=0.04"
                                + " -map 1 -map 0 -c:v:0 mjpeg -c:v:1 libopenh264 -disposition:v:0 attached_pic");

        assertThat(probe(video).widthPx()).isEqualTo(320);
    }

    private int copiedWidth(Path video) throws Exception {
        List<PictureFormat> formats = new ArrayList<>();
        try (SeekableByteChannel source = Files.newByteChannel(video)) {
            new VideoTranscoder(VideoLimits.DEFAULT)
                    .transcode(
                            source,
                            format -> {
                                formats.add(format);
                                return new Unpainted(format);
                            },
                            folder.resolve("copy.mp4"));
        }
        return formats.get(0).widthPx();
    }

    private Path make(String name, String arguments) throws Exception {
        return FfmpegProgram.make(folder.resolve(name), arguments.split(" "));
    }

    private static int frames(Path video) throws Exception {
        try (SeekableByteChannel source = Files.newByteChannel(video);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT)) {
            int frames = 0;
            while (decoder.next() != null) {
                frames++;
            }
            return frames;
        }
    }

    private static VideoInfo probe(Path video) throws Exception {
        try (SeekableByteChannel source = Files.newByteChannel(video)) {
            return VideoProbe.probe(source, VideoLimits.DEFAULT);
        }
    }
}
