package io.adgaze.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.SharedData;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time axis against ffprobe's, which JavaCPP ships as a program. */
class BrowserRecordingTest {

    @ParameterizedTest
    @ValueSource(strings = {"chrome-mediarecorder-640x480.webm", "stock-face-640x360-30fps.mp4"})
    void framesHaveTheTimesOfTheirPackets(String name) throws Exception {
        Path recording = SharedData.require("recordings/" + name);

        assertThat(frameTimes(recording)).isEqualTo(packetTimes(recording));
    }

    private static List<Long> frameTimes(Path recording)
            throws IOException, UnreadableVideoException {
        try (SeekableByteChannel source = Files.newByteChannel(recording);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT)) {
            List<Long> times = new ArrayList<>();
            for (VideoFrame frame = decoder.next(); frame != null; frame = decoder.next()) {
                times.add(frame.timestampMs());
            }
            assertThat(decoder.truncated()).isFalse();
            return times;
        }
    }

    private static List<Long> packetTimes(Path recording) throws Exception {
        String ffprobe = Loader.load(ffprobe.class);
        ProcessBuilder command =
                new ProcessBuilder(
                                ffprobe,
                                "-v",
                                "fatal",
                                "-select_streams",
                                "v:0",
                                "-show_entries",
                                "packet=pts_time",
                                "-of",
                                "csv=p=0",
                                recording.toString())
                        .redirectErrorStream(true);
        // What it is linked to lies beside it, save PulseAudio's library, which is the system's.
        command.environment().put("LD_LIBRARY_PATH", Path.of(ffprobe).getParent().toString());
        Process process = command.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assumptions.assumeTrue(process.waitFor() == 0, "skipped: ffprobe does not run: " + output);
        return output.lines()
                .map(line -> line.replace(",", ""))
                .map(seconds -> Math.round(Double.parseDouble(seconds) * 1000))
                .sorted()
                .toList();
    }
}
