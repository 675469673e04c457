package io.adgaze.capture.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.adgaze.video.VideoDecoder;
import io.adgaze.video.VideoFrame;
import io.adgaze.video.VideoLimits;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.javacpp.indexer.UByteIndexer;

/** What a mirror's recordings show, frame by frame, against what the manifest says. */
final class MirroredTimes {

    private static final double MS_PER_FRAME = 1000.0 / TimecodedAd.FRAMES_PER_SECOND;

    /** Of the dot's shades of grey, of which neighbouring dots are 40 apart. */
    private static final double SHADE_TOLERANCE = 24;

    /**
     * A frame of the recording.
     *
     * @param atMs on the session's recording clock
     * @param adFrame number of the ad's frame in it
     * @param left shade that tells the dot's distance from the left
     * @param top shade that tells its distance from the top
     */
    private record Seen(double atMs, OptionalInt adFrame, double left, double top) {}

    private final List<Seen> frames = new ArrayList<>();
    private final LandedSession session;

    private MirroredTimes(LandedSession session) {
        this.session = session;
    }

    static MirroredTimes in(LandedSession session) throws Exception {
        MirroredTimes times = new MirroredTimes(session);
        double offsetMs = 0;
        for (Path recording : session.recordings()) {
            offsetMs = times.read(recording, offsetMs);
        }
        return times;
    }

    /** Returns where the next recording begins, as the job has it: a mean interval on. */
    private double read(Path recording, double offsetMs) throws Exception {
        int before = frames.size();
        try (SeekableByteChannel file = Files.newByteChannel(recording);
                VideoDecoder decoder = VideoDecoder.open(file, VideoLimits.DEFAULT)) {
            for (VideoFrame frame = decoder.next(); frame != null; frame = decoder.next()) {
                frames.add(seen(frame, offsetMs));
            }
        }
        double lastMs = frames.get(frames.size() - 1).atMs() - offsetMs;
        int intervals = Math.max(1, frames.size() - before - 1);
        return offsetMs + lastMs + lastMs / intervals;
    }

    private static Seen seen(VideoFrame frame, double offsetMs) throws IOException {
        try (UByteIndexer pixels = frame.bgr().createIndexer()) {
            return new Seen(
                    offsetMs + frame.timestampMs(),
                    TimecodeBars.frameIn(frame.bgr(), Mirror.AD_TOP_PX, Mirror.AD_BOTTOM_PX),
                    Pixels.mean(pixels, 50, 290, Mirror.DOT_TOP_PX, Mirror.DOT_BOTTOM_PX),
                    Pixels.mean(pixels, 350, 590, Mirror.DOT_TOP_PX, Mirror.DOT_BOTTOM_PX));
        }
    }

    /** The ad's time by the manifest less that of the frame's middle, where the ad runs. */
    Errors ofTheAd() {
        AdClock clock = new AdClock(session.playerEvents());
        List<Double> errors = new ArrayList<>();
        for (Seen frame : frames) {
            if (frame.adFrame().isPresent()) {
                double shownMs = (frame.adFrame().getAsInt() + 0.5) * MS_PER_FRAME;
                clock.adMsAt(frame.atMs()).ifPresent(adMs -> errors.add(adMs - shownMs));
            }
        }
        return new Errors(errors);
    }

    /**
     * How far outside the interval between the last frame without a dot and the first with it (or
     * the other way round) the manifest's times lie; no recording tells them more exactly.
     */
    Errors ofThePoints() {
        List<Double> errors = new ArrayList<>();
        for (JsonNode point : session.calibration()) {
            double fromMs = point.get("recording_ms").asDouble();
            double untilMs = point.get("until_ms").asDouble();
            int middle = nearest((fromMs + untilMs) / 2);
            int first = middle;
            while (first > 1 && shows(frames.get(first - 1), point)) {
                first--;
            }
            int last = middle;
            while (last < frames.size() - 2 && shows(frames.get(last + 1), point)) {
                last++;
            }
            errors.add(outside(fromMs, frames.get(first - 1), frames.get(first)));
            errors.add(outside(untilMs, frames.get(last), frames.get(last + 1)));
        }
        return new Errors(errors);
    }

    private int nearest(double ms) {
        int nearest = 0;
        for (int i = 1; i < frames.size(); i++) {
            if (Math.abs(frames.get(i).atMs() - ms) < Math.abs(frames.get(nearest).atMs() - ms)) {
                nearest = i;
            }
        }
        return nearest;
    }

    private boolean shows(Seen frame, JsonNode point) {
        JsonNode screen = session.manifest().get("screen");
        double left = shade(point.get("x_px").asDouble() / screen.get("width_px").asDouble());
        double top = shade(point.get("y_px").asDouble() / screen.get("height_px").asDouble());
        return Math.abs(frame.left() - left) < SHADE_TOLERANCE
                && Math.abs(frame.top() - top) < SHADE_TOLERANCE;
    }

    /** As mirror.js paints it. */
    private static double shade(double share) {
        return 55 + 200 * share;
    }

    private static double outside(double ms, Seen before, Seen after) {
        if (ms < before.atMs()) {
            return ms - before.atMs();
        }
        return ms > after.atMs() ? ms - after.atMs() : 0;
    }
}
