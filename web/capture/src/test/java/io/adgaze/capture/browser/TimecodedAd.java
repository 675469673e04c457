package io.adgaze.capture.browser;

import io.adgaze.video.FfmpegProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;

/** An ad each of whose frames carries its number, as ten bars that are bright or dark. */
final class TimecodedAd {

    static final int FRAMES_PER_SECOND = 25;

    private static final int BARS = 10;
    private static final int WIDTH_PX = 640;
    private static final int BAR_PX = WIDTH_PX / BARS;
    private static final int DARK = 70;
    private static final int BRIGHT = 180;

    private TimecodedAd() {}

    /** Makes one of so many seconds, 640x360, the bars in the middle third, with sound. */
    static Path make(Path file, int seconds) throws IOException, InterruptedException {
        String bars =
                "color=gray:s=640x360:r=%d:d=%d,format=gray,geq=lum='if(between(Y\\,120\\,239)\\,16+219*mod(floor((N+1)/pow(2\\,floor(X/%d)))\\,2)\\,128)'"
                        .formatted(FRAMES_PER_SECOND, seconds, BAR_PX);
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

    /**
     * The number of the frame, from 0, whose bars fill the picture's width between two rows; empty
     * where there are none or a mixture of two.
     */
    static OptionalInt frameIn(Mat bgr, int top, int bottom) {
        int code = 0;
        try (UByteIndexer pixels = bgr.createIndexer()) {
            for (int bar = 0; bar < BARS; bar++) {
                double light = light(pixels, bar, top, bottom);
                if (light > DARK && light < BRIGHT) {
                    return OptionalInt.empty();
                }
                code |= (light > DARK ? 1 : 0) << bar;
            }
        }
        return code == 0 ? OptionalInt.empty() : OptionalInt.of(code - 1);
    }

    /** Of a bar's middle half, which its neighbours do not bleed into. */
    private static double light(UByteIndexer pixels, int bar, int top, int bottom) {
        int from = bar * BAR_PX + BAR_PX / 4;
        return Pixels.mean(pixels, from, from + BAR_PX / 2, top, bottom);
    }
}
