package io.adgaze.reports.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.records.GazeTrack;
import io.adgaze.records.measures.HeatmapParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GazeDensityTest {

    private static final double WIDE = 16.0 / 9;

    /** Of the wider layer's cells: no place is kept more finely. */
    private static final double HALF_A_CELL = 0.5 / 32;

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

            assertThat(moments.x / map.width()).isCloseTo(0.6, within(HALF_A_CELL));
            assertThat(moments.y / map.height()).isCloseTo(0.4, within(HALF_A_CELL));
            double sigma = HeatmapParameters.sigmaNorm(GazeTracks.ERROR_NORM) * map.width();
            // A mixture of two Gaussians as high as one in their middle has somewhat wider tails.
            assertThat(moments.sigmaX).isCloseTo(sigma, within(0.07 * sigma));
            assertThat(moments.sigmaY).isCloseTo(sigma, within(0.07 * sigma));
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
                new GazeTrack(new int[] {1050, 1450}, new float[] {0.2f, 0.8f}, half(2), 0.05f);
        GazeDensity density = density(List.of(jump, FAR_OFF), 1);

        GazeMap early = density.at(1050);
        GazeMap late = density.at(1450);

        // The Hann weights of 0 and 400 ms are 1 and 0.095; between two moments nearly so.
        assertThat(mass(early, 0, 0.5) / mass(early, 0, 1)).isCloseTo(0.913, within(0.02));
        assertThat(mass(late, 0.5, 1) / mass(late, 0, 1)).isCloseTo(0.913, within(0.02));
    }

    @Test
    void outsideTheWindowThereIsNobody() {
        GazeDensity density = density(List.of(GazeTracks.at(0.5, 0.5, 1)), 1);

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
                .isCloseTo(mass(inside, 0, 1) / 2, within(mass(inside, 0, 1) / 10));
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

        GazeMap map = density(tracks, 1).at(500);

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
        GazeDensity density = density(List.of(track), 1);

        assertThat(Moments.of(density.at(50)).x / 160).isCloseTo(0.2, within(0.01));
        assertThat(Moments.of(density.at(2050)).x / 160).isCloseTo(0.8, within(0.01));
    }

    /** Two look in the first second and one goes on, whose points then are there but not shown. */
    @Test
    void momentsOfTooFewViewersShowNone() {
        List<GazeTrack> tracks = List.of(GazeTracks.at(0.5, 0.5, 1), GazeTracks.at(0.5, 0.5, 3));
        GazeDensity density = density(tracks, 2);

        assertThat(density.at(500).viewersN()).isEqualTo(2);
        assertThat(highest(density.at(500))).isPositive();
        assertThat(density.at(2000).viewersN()).isZero();
        assertThat(highest(density.at(2000))).isZero();
    }

    @Test
    void betweenTwoMomentsItIsTheirMixture() {
        GazeDensity density = density(List.of(moving(), FAR_OFF), 1);

        GazeMap before = density.at(500);
        GazeMap between = density.at(525);
        GazeMap after = density.at(600);

        assertThat(before.levels()).isNotEqualTo(after.levels());
        for (int i = 0; i < between.levels().length; i++) {
            float mixed = 0.75f * before.levels()[i] + 0.25f * after.levels()[i];
            assertThat(between.levels()[i]).isCloseTo(mixed, within(1e-6f));
        }
    }

    /** The first two look until 900 ms, which is within reach of the moment at 1400 ms. */
    @Test
    void nothingIsDrawnBetweenAMomentThatMayBeDrawnAndOneThatMayNot() {
        List<GazeTrack> tracks =
                List.of(GazeTracks.at(0.5, 0.5, 1), GazeTracks.at(0.5, 0.5, 1), FAR_OFF);
        GazeDensity density = density(tracks, 3);

        assertThat(density.at(1400).viewersN()).isEqualTo(3);
        assertThat(density.at(1401).viewersN()).isZero();
        assertThat(highest(density.at(1401))).isZero();
    }

    @Test
    void aPicturesViewersAreThoseOfTheNearerMoment() {
        List<GazeTrack> tracks = List.of(GazeTracks.at(0.5, 0.5, 1), FAR_OFF);
        GazeDensity density = density(tracks, 1);

        assertThat(density.at(1449).viewersN()).isEqualTo(2);
        assertThat(density.at(1451).viewersN()).isEqualTo(1);
    }

    @Test
    void tellsTheSameInWhateverOrderItIsAsked() {
        GazeDensity density = density(List.of(moving(), FAR_OFF), 1);
        int[] times = {2900, 10, 1234, 1233, 400, 2000, 0, 1234};

        for (int adMs : times) {
            float[] alone = density(List.of(moving(), FAR_OFF), 1).at(adMs).levels();
            assertThat(density.at(adMs).levels()).isEqualTo(alone);
        }
    }

    private static GazeTrack moving() {
        return GazeTracks.following(s -> 0.2 + 0.2 * s, s -> 0.5, 3, GazeTrack.RATE_HZ);
    }

    private static GazeDensity density(List<GazeTrack> tracks, int minViewers) {
        return new GazeDensity(AdGazes.of(tracks, minViewers), WIDE);
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
        return new GazeDensity(AdGazes.of(List.of(tracks), 1), aspect).at(adMs);
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
