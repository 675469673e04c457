package io.adgaze.jobs;

import io.adgaze.operators.frames.ReadingLimits;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How much of a recording, and of an ad, is looked at. */
final class RecordingArguments {

    private static final long MEBIBYTE = 1 << 20;
    private static final int MAX_FRAME_RATE = 240;

    @Option(
            names = "--frame-rate",
            defaultValue = "30",
            paramLabel = "N",
            description = "Analysed frames a second of recording, at most.")
    private double frameRate;

    @Option(
            names = "--max-recording-mib",
            defaultValue = "2048",
            paramLabel = "N",
            description =
                    "A session whose recordings are larger, all of them together, is rejected.")
    private long maxRecordingMebibytes;

    @Option(
            names = "--max-recording-duration",
            defaultValue = "30 min",
            paramLabel = "DURATION",
            description =
                    "A session's recordings, one after the other, are read no further than this. At"
                            + " most 240 pictures a second of it are decoded, or as many pixels as"
                            + " full HD has at 60 pictures a second.")
    private Duration maxRecordingDuration;

    @Option(
            names = "--max-picture-side",
            defaultValue = "2560",
            paramLabel = "PX",
            description = "A recording with a longer side is rejected.")
    private int maxPictureSide;

    @Option(
            names = "--max-ad-picture-side",
            defaultValue = "4096",
            paramLabel = "PX",
            description =
                    "An ad with a longer side is not read: its sessions are rejected. Cameras make"
                            + " smaller pictures than ads have, so this is not --max-picture-side.")
    private int maxAdPictureSide;

    void check() {
        OptionChecks.require(
                frameRate > 0 && frameRate <= MAX_FRAME_RATE,
                "--frame-rate must be above 0 and at most " + MAX_FRAME_RATE + ".");
        OptionChecks.requirePositive("--max-recording-mib", maxRecordingMebibytes);
        OptionChecks.requirePositive("--max-recording-duration", maxRecordingDuration.toMillis());
        OptionChecks.requirePositive("--max-picture-side", maxPictureSide);
        OptionChecks.requirePositive("--max-ad-picture-side", maxAdPictureSide);
    }

    long maxBytes() {
        return maxRecordingMebibytes * MEBIBYTE;
    }

    int maxAdPictureSide() {
        return maxAdPictureSide;
    }

    ReadingLimits readingLimits() {
        return new ReadingLimits(frameRate, maxPictureSide, maxRecordingDuration.toMillis());
    }
}
