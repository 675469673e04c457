package io.adgaze.capture.browser;

import io.adgaze.video.FfmpegProgram;
import java.io.IOException;
import java.nio.file.Path;

/** An ad each of whose frames carries its number, as {@link TimecodeBars}. */
final class TimecodedAd {

    static final int FRAMES_PER_SECOND = 25;

    private TimecodedAd() {}

    /** Makes one of so many seconds, 640x360, the bars in the middle third, with sound. */
    static Path make(Path file, int seconds) throws IOException, InterruptedException {
        String bars =
                "color=gray:s=640x360:r=%d:d=%d,format=gray,geq=lum='if(between(Y\\,120\\,239)\\,%s\\,128)'"
                        .formatted(FRAMES_PER_SECOND, seconds, TimecodeBars.LUMA);
        return FfmpegProgram.make(
                file,
                "-f",
                "lavfi",
                "-i",
                bars,
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=300:duration=" + seconds,
                "-pix_fmt",
                "yuv420p",
                "-c:v",
                "libopenh264",
                "-b:v",
                "1M",
                "-g",
                "25",
                "-c:a",
                "aac",
                "-movflags",
                "+faststart");
    }
}
