package io.adgaze.capture.browser;

import io.adgaze.video.FfmpegProgram;
import java.io.IOException;
import java.nio.file.Path;

/** Cameras made of the project's own generated recordings. */
final class SampleCamera {

    private static final Path SAMPLES =
            Path.of("../../jobs/src/programs/resources/samples/sessions");

    private SampleCamera() {}

    /** What Chromium's fake camera plays: JPEGs, 30 a second. */
    static Path of(String session, Path folder) throws IOException, InterruptedException {
        return FfmpegProgram.make(
                folder.resolve(session + ".mjpeg"),
                "-i",
                recording(session),
                "-an",
                "-r",
                "30",
                "-c:v",
                "mjpeg",
                "-q:v",
                "3");
    }

    /** One picture of the viewer, cut to 640x360. */
    static Path face(Path folder) throws IOException, InterruptedException {
        return FfmpegProgram.make(
                folder.resolve("face.jpg"),
                "-ss",
                "1",
                "-i",
                recording("s-demo-1"),
                "-frames:v",
                "1",
                "-vf",
                "crop=640:360:0:60",
                "-q:v",
                "2");
    }

    /** Where a sample lies. */
    static Path folder(String session) {
        return SAMPLES.resolve(session);
    }

    static String recording(String session) {
        return folder(session).resolve("webcam.webm").toString();
    }
}
