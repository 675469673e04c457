package io.adgaze.capture.browser;

import io.adgaze.video.FfmpegProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A generated viewer before a camera that begins anew again and again: some seconds with one smile,
 * so much shorter than the ad that a whole smile falls into it whenever it starts, also where a
 * busy machine's camera runs at half its speed.
 *
 * <p>Each picture carries its place in the loop as {@link TimecodeBars} along its upper edge, and
 * the sample's truth tells how much the viewer smiles there. So a recording of this camera tells by
 * itself when there was a smile in it.
 */
final class SmilingViewer {

    private static final int FRAMES_PER_SECOND = 30;
    private static final int LOOP_SECONDS = 5;
    private static final int CALM_BEFORE_MS = 1500;

    /** Above the head. */
    private static final int BARS_HEIGHT_PX = 24;

    /** Rows of the bars, less what the face below bleeds into. */
    private static final int BARS_TOP_PX = 5;

    private static final int BARS_BOTTOM_PX = 17;

    private final String sample;
    private final NavigableMap<Long, Double> smiles;
    private final long startMs;

    private SmilingViewer(String sample, NavigableMap<Long, Double> smiles) {
        this.sample = sample;
        this.smiles = smiles;
        this.startMs =
                smiles.entrySet().stream()
                                .filter(frame -> frame.getValue() > 0)
                                .findFirst()
                                .orElseThrow()
                                .getKey()
                        - CALM_BEFORE_MS;
    }

    static SmilingViewer of(String sample) throws IOException {
        List<String> lines = Files.readAllLines(SampleCamera.folder(sample).resolve("truth.csv"));
        List<String> columns = Arrays.asList(lines.get(0).split(",", -1));
        int atMs = columns.indexOf("recording_ms");
        int smile = columns.indexOf("smile");
        NavigableMap<Long, Double> smiles = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", -1);
            smiles.put(Long.valueOf(values[atMs]), Double.valueOf(values[smile]));
        }
        return new SmilingViewer(sample, smiles);
    }

    String sample() {
        return sample;
    }

    /** What Chromium's fake camera plays over and over. */
    Path camera(Path folder) throws IOException, InterruptedException {
        return loop(folder.resolve(sample + "-smiling.mjpeg"), "-c:v", "mjpeg", "-q:v", "3");
    }

    /** The same as a recording, VP8 in WebM. */
    Path recording(Path folder) throws IOException, InterruptedException {
        return loop(
                folder.resolve(sample + "-smiling.webm"),
                "-c:v",
                "libvpx",
                "-deadline",
                "realtime",
                "-b:v",
                "1500k");
    }

    private Path loop(Path file, String... encoding) throws IOException, InterruptedException {
        String bars =
                "color=gray:s=%dx%d:r=%d:d=%d,format=gray,geq=lum='%s'"
                        .formatted(
                                TimecodeBars.WIDTH_PX,
                                BARS_HEIGHT_PX,
                                FRAMES_PER_SECOND,
                                LOOP_SECONDS,
                                TimecodeBars.LUMA);
        String marked =
                "[0:v]trim=start=%.3f:duration=%d,setpts=PTS-STARTPTS,fps=%d[viewer];[viewer][1:v]overlay=shortest=1"
                        .formatted(startMs / 1000.0, LOOP_SECONDS, FRAMES_PER_SECOND);
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-i", SampleCamera.recording(sample)));
        arguments.addAll(List.of("-f", "lavfi", "-i", bars, "-filter_complex", marked, "-an"));
        arguments.addAll(List.of(encoding));
        return FfmpegProgram.make(file, arguments.toArray(String[]::new));
    }

    /** How much the viewer smiles in a recorded picture, 0..1; empty where it does not tell. */
    OptionalDouble smileIn(Mat bgr) {
        OptionalInt frame = TimecodeBars.frameIn(bgr, BARS_TOP_PX, BARS_BOTTOM_PX);
        if (frame.isEmpty()) {
            return OptionalDouble.empty();
        }
        long atMs = startMs + frame.getAsInt() * 1000L / FRAMES_PER_SECOND;
        return OptionalDouble.of(smiles.floorEntry(atMs).getValue());
    }
}
