package io.adgaze.reports.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.records.GazeTrack;
import io.adgaze.records.MinimumViewers;
import io.adgaze.video.ColorMatrix;
import io.adgaze.video.PictureFormat;
import io.adgaze.video.YuvPicture;
import io.adgaze.video.YuvPicture.Plane;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn of sums against what is drawn of each viewer's own points. */
class DensityOfSumsTest {

    private static final double SECONDS = 6;
    private static final int MIN_VIEWERS = 5;
    private static final int LONG_SIDE_PX = 640;
    private static final long FIRST_SEED = 101;
    private static final int AUDIENCES = 6;
    private static final int PICTURES = 5;

    /** Of 255, a pixel. The largest seen is under half of it. */
    private static final double MEAN_DIFFERENCE = 1;

    /** How far apart the two maps' peaks may be. */
    private static final int CELL = 1;

    /**
     * Where two places are looked at nearly as much, either may be the peak: a viewer with gaps in
     * the window counts fully in the exact map, and as much as was seen in the sums.
     */
    private static final float RIVAL = 0.75f;

    @ParameterizedTest
    @ValueSource(doubles = {16.0 / 9, 9.0 / 16, 1})
    void picturesAreTheSame(double aspect) {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + AUDIENCES; seed++) {
            Random random = new Random(seed);
            int viewers = 10 + random.nextInt(291);
            List<GazeTrack> tracks = Audience.of(seed, viewers, SECONDS, aspect);
            GazeDensity ofSums = new GazeDensity(AdGazes.of(tracks, MIN_VIEWERS), aspect);
            ExactGazeDensity exact =
                    new ExactGazeDensity(tracks, aspect, new MinimumViewers(MIN_VIEWERS));
            for (int picture = 0; picture < PICTURES; picture++) {
                double adMs = random.nextDouble() * SECONDS * 1000;
                String what = viewers + " viewers at " + adMs + " ms, seed " + seed;
                assertAlike(aspect, exact.at(adMs), ofSums.at(adMs), what);
            }
        }
    }

    private static void assertAlike(double aspect, GazeMap exact, GazeMap ofSums, String what) {
        assertThat(ofSums.viewersN()).as(what).isPositive();
        assertThat(meanDifference(drawn(aspect, exact), drawn(aspect, ofSums)))
                .as(what)
                .isLessThan(MEAN_DIFFERENCE);
        int[] peak = peak(exact);
        int[] peakOfSums = peak(ofSums);
        float highest = level(exact, peak);
        assertThat(level(ofSums, peakOfSums)).as(what).isCloseTo(highest, within(0.25f * highest));
        int distance =
                Math.max(Math.abs(peak[0] - peakOfSums[0]), Math.abs(peak[1] - peakOfSums[1]));
        if (distance > CELL) {
            assertThat(level(exact, peakOfSums)).as(what).isGreaterThan(RIVAL * highest);
        }
    }

    private static float level(GazeMap map, int[] cell) {
        return map.levels()[cell[1] * map.width() + cell[0]];
    }

    /** Where it is highest, in cells. */
    private static int[] peak(GazeMap map) {
        int highest = 0;
        for (int i = 0; i < map.levels().length; i++) {
            highest = map.levels()[i] > map.levels()[highest] ? i : highest;
        }
        return new int[] {highest % map.width(), highest / map.width()};
    }

    private static byte[] drawn(double aspect, GazeMap map) {
        int width = (int) (LONG_SIDE_PX * Math.min(1, aspect)) & ~1;
        int height = (int) (LONG_SIDE_PX / Math.max(1, aspect)) & ~1;
        byte[] pixels = new byte[width * height * 3 / 2];
        Arrays.fill(pixels, (byte) 100);
        int chroma = width * height / 4;
        YuvPicture picture =
                new YuvPicture(
                        plane(pixels, 0, width, height),
                        plane(pixels, 4 * chroma, width / 2, height / 2),
                        plane(pixels, 5 * chroma, width / 2, height / 2),
                        0);
        PictureFormat format = new PictureFormat(width, height, aspect, ColorMatrix.BT709);
        try (Overlay overlay = new Overlay(format, MIN_VIEWERS)) {
            overlay.draw(picture, map);
        }
        return pixels;
    }

    private static Plane plane(byte[] pixels, int from, int width, int height) {
        ByteBuffer bytes = ByteBuffer.wrap(pixels, from, width * height).slice();
        return new Plane(bytes, width, width, height);
    }

    private static double meanDifference(byte[] one, byte[] other) {
        long sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs(Byte.toUnsignedInt(one[i]) - Byte.toUnsignedInt(other[i]));
        }
        return (double) sum / one.length;
    }
}
