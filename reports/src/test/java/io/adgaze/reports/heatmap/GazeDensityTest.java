package io.adgaze.reports.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.records.GazeTrack;
import io.adgaze.records.MinimumViewers;
import io.adgaze.records.measures.HeatmapParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GazeDensityTest {

    private static final double WIDE = 16.0 / 9;
    private static final MinimumViewers ANY = new MinimumViewers(1);

    /** Keeps others' gaze below full brightness, where levels end. */
    private static final GazeTrack FAR_OFF = GazeTracks.at(-5, -5, 3);

    @Test
    void sigmaIsTheErrorOverTheMeanLengthOfAUnitError() {
        assertThat(HeatmapParameters.sigmaNorm(0.1)).isCloseTo(0.1 / 1.2533, within(1e-4));
        assertThat(HeatmapParameters.sigmaNorm(0)).isEqualTo(HeatmapParameters.MIN_SIGMA_NORM);
        assertThat(HeatmapParameters.sigmaNorm(3)).isEqualTo(HeatmapParameters.MAX_SIGMA_NORM);
    }

    @Test
    void liesWhereTheViewerLooksAndIsRoundInPixels() {
        for (double aspect : new double[] {WIDE, 1 / WIDE, 1}) {
            GazeMap map = at(500, aspect, GazeTracks.at(0.6, 0.4, 1), FAR_OFF, FAR_OFF);

            Moments moments = Moments.of(map);

            assertThat(moments.x / map.width()).isCloseTo(0.6, within(0.01));
            assertThat(moments.y / map.height()).isCloseTo(0.4, within(0.01));
            double sigma = HeatmapParameters.sigmaNorm(GazeTracks.ERROR_NORM) * map.width();
            assertThat(moments.sigmaX).isCloseTo(sigma, within(0.03 * sigma));
            assertThat(moments.sigmaY).isCloseTo(sigma, within(0.03 * sigma));
        }
    }

    @Test
    void aViewerCountsOnceHoweverManyPointsThereAre() {
        GazeTrack busy = GazeTracks.following(s -> 0.25, s -> 0.5, 1, 100);
        GazeTrack calm = GazeTracks.following(s -> 0.75, s -> 0.5, 1, 10);

        GazeMap map = at(500, WIDE, busy, calm);

        assertThat(map.viewersN()).isEqualTo(2);
        assertThat(mass(map, 0, 0.5)).isCloseTo(mass(map, 0.5, 1), within(0.01 * mass(map, 0, 1)));
    }

    /** A cast would put what is not a number into the picture's corner. */
    @Test
    void whatIsNoPlaceIsNotThere() {
        GazeTrack seen = GazeTracks.at(0.5, 0.5, 1);
        for (double absurd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 347, -1e30}) {
            GazeMap map =
                    at(
                            500,
                            WIDE,
                            seen,
                            GazeTracks.at(absurd, 0.5, 1),
                            GazeTracks.at(0.5, absurd, 1));

            assertThat(map.viewersN()).isEqualTo(1);
            assertThat(map.levels()).isEqualTo(at(500, WIDE, seen).levels());
        }
    }

    @Test
    void nearPointsInTimeWeighMoreThanFarOnes() {
        GazeTrack jump =
                new GazeTrack(new int[] {1000, 1400}, new float[] {0.2f, 0.8f}, half(2), 0.05f);
        GazeDensity density = new GazeDensity(List.of(jump, FAR_OFF), WIDE, ANY);

        GazeMap early = density.at(1000);
        GazeMap late = density.at(1400);

        // The Hann weights of 0 and 400 ms are 1 and 0.095.
        assertThat(mass(early, 0, 0.5) / mass(early, 0, 1)).isCloseTo(0.913, within(0.01));
        assertThat(mass(late, 0.5, 1) / mass(late, 0, 1)).isCloseTo(0.913, within(0.01));
    }

    @Test
    void outsideTheWindowThereIsNobody() {
        GazeDensity density = new GazeDensity(List.of(GazeTracks.at(0.5, 0.5, 1)), WIDE, ANY);

        GazeMap map = density.at(2_000);

        assertThat(map.viewersN()).isZero();
        assertThat(map.levels()).containsOnly(0f);
    }

    @Test
    void nobodyAtAllIsAnEmptyMap() {
        GazeMap map = at(0, WIDE);

        assertThat(map.viewersN()).isZero();
        assertThat(map.levels()).containsOnly(0f);
    }

    @Test
    void gazeOffThePictureAddsOnlyItsTail() {
        GazeMap inside = at(500, WIDE, GazeTracks.at(0.5, 0.5, 1), FAR_OFF);
        GazeMap onTheEdge = at(500, WIDE, GazeTracks.at(0, 0.5, 1), FAR_OFF);
        GazeMap farOff = at(500, WIDE, GazeTracks.at(-3, 0.5, 1));
        GazeMap absurd = at(500, WIDE, GazeTracks.at(1e30, -1e30, 1));

        assertThat(mass(onTheEdge, 0, 1))
                .isCloseTo(mass(inside, 0, 1) / 2, within(mass(inside, 0, 1) / 20));
        assertThat(mass(farOff, 0, 1)).isZero();
        assertThat(farOff.viewersN()).isEqualTo(1);
        assertThat(mass(absurd, 0, 1)).isZero();
    }

    @Test
    void isFullWhereAllLookAtOnePlaceAsSharplyAsTheirErrorAllows() {
        GazeMap map = at(500, WIDE, scattered(400, 0.5, 0.5));

        float highest = highest(map);

        assertThat(highest).isBetween(0.85f, 1f);
    }

    @Test
    void isHalfAsBrightWhereHalfLook() {
        List<GazeTrack> tracks = new ArrayList<>(List.of(scattered(300, 0.2, 0.5)));
        tracks.addAll(List.of(scattered(300, 0.8, 0.5)));

        GazeMap map = new GazeDensity(tracks, WIDE, ANY).at(500);

        assertThat(highest(map)).isBetween(0.4f, 0.6f);
    }

    @Test
    void readsATrackWhoseViewerSoughtBack() {
        GazeTrack track =
                new GazeTrack(
                        new int[] {2000, 2100, 0, 100},
                        new float[] {0.8f, 0.8f, 0.2f, 0.2f},
                        half(4),
                        0.05f);
        GazeDensity density = new GazeDensity(List.of(track), WIDE, ANY);

        assertThat(Moments.of(density.at(50)).x / 160).isCloseTo(0.2, within(0.01));
        assertThat(Moments.of(density.at(2050)).x / 160).isCloseTo(0.8, within(0.01));
    }

    /** Two look in the first second and one goes on, whose points then are there but not shown. */
    @Test
    void momentsOfTooFewViewersShowNone() {
        List<GazeTrack> tracks = List.of(GazeTracks.at(0.5, 0.5, 1), GazeTracks.at(0.5, 0.5, 3));
        GazeDensity density = new GazeDensity(tracks, WIDE, new MinimumViewers(2));

        assertThat(density.at(500).viewersN()).isEqualTo(2);
        assertThat(highest(density.at(500))).isPositive();
        assertThat(density.at(2000).viewersN()).isZero();
        assertThat(highest(density.at(2000))).isZero();
    }

    private static GazeTrack[] scattered(int viewers, double x, double y) {
        Random random = new Random(1);
        double sigma = HeatmapParameters.sigmaNorm(GazeTracks.ERROR_NORM);
        return random.doubles(viewers)
                .mapToObj(
                        ignored ->
                                GazeTracks.at(
                                        x + sigma * random.nextGaussian(),
                                        y + sigma * WIDE * random.nextGaussian(),
                                        1))
                .toArray(GazeTrack[]::new);
    }

    private static GazeMap at(double adMs, double aspect, GazeTrack... tracks) {
        return new GazeDensity(List.of(tracks), aspect, ANY).at(adMs);
    }

    private static float[] half(int n) {
        float[] half = new float[n];
        Arrays.fill(half, 0.5f);
        return half;
    }

    private static double mass(GazeMap map, double fromX, double toX) {
        double mass = 0;
        for (int i = 0; i < map.levels().length; i++) {
            double x = (i % map.width() + 0.5) / map.width();
            mass += x >= fromX && x < toX ? map.levels()[i] : 0;
        }
        return mass;
    }

    private static float highest(GazeMap map) {
        float highest = 0;
        for (float level : map.levels()) {
            highest = Math.max(highest, level);
        }
        return highest;
    }

    private record Moments(double x, double y, double sigmaX, double sigmaY) {

        static Moments of(GazeMap map) {
            double total = 0;
            double x = 0;
            double y = 0;
            double xx = 0;
            double yy = 0;
            for (int i = 0; i < map.levels().length; i++) {
                double level = map.levels()[i];
                double cellX = i % map.width() + 0.5;
                int row = i / map.width();
                double cellY = row + 0.5;
                total += level;
                x += level * cellX;
                y += level * cellY;
                xx += level * cellX * cellX;
                yy += level * cellY * cellY;
            }
            x /= total;
            y /= total;
            return new Moments(x, y, Math.sqrt(xx / total - x * x), Math.sqrt(yy / total - y * y));
        }
    }
}
