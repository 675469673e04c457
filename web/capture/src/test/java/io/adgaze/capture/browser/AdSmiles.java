package io.adgaze.capture.browser;

import io.adgaze.video.VideoDecoder;
import io.adgaze.video.VideoFrame;
import io.adgaze.video.VideoLimits;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/**
 * How much a viewer smiled in each second of the ad: by the marks in their recording, and by the
 * manifest's clocks.
 *
 * @param bySecond the mean over a second's frames, 0..1
 */
record AdSmiles(Map<Integer, Double> bySecond) {

    /** The smile comes and goes within a quarter of a second. */
    private static final double SMILING = 0.85;

    private static final double CALM = 0.01;

    static AdSmiles in(LandedSession session, SmilingViewer viewer) throws Exception {
        AdClock clock = new AdClock(session.playerEvents());
        Map<Integer, DoubleSummaryStatistics> seconds = new TreeMap<>();
        try (SeekableByteChannel file = Files.newByteChannel(session.recordings().get(0));
                VideoDecoder decoder = VideoDecoder.open(file, VideoLimits.DEFAULT)) {
            for (VideoFrame frame = decoder.next(); frame != null; frame = decoder.next()) {
                OptionalDouble adMs = clock.adMsAt(frame.timestampMs());
                OptionalDouble smile = viewer.smileIn(frame.bgr());
                if (adMs.isPresent() && smile.isPresent()) {
                    seconds.computeIfAbsent(
                                    (int) adMs.getAsDouble() / 1000,
                                    second -> new DoubleSummaryStatistics())
                            .accept(smile.getAsDouble());
                }
            }
        }
        Map<Integer, Double> means = new TreeMap<>();
        seconds.forEach((second, smiles) -> means.put(second, smiles.getAverage()));
        return new AdSmiles(means);
    }

    /** Seconds of the ad that were smiled through. */
    Set<Integer> smiling() {
        return seconds(smile -> smile >= SMILING);
    }

    /** Seconds of the ad without a smile. */
    Set<Integer> calm() {
        return seconds(smile -> smile <= CALM);
    }

    private Set<Integer> seconds(DoublePredicate smile) {
        return bySecond.entrySet().stream()
                .filter(each -> smile.test(each.getValue()))
                .map(each -> each.getKey())
                .collect(Collectors.toSet());
    }
}
