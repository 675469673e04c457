package io.adgaze.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.records.Screen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GazeCalibrationTest {

    private static final Screen SCREEN = new Screen(1920, 1080, 0, 0, 1920, 1080);
    private static final double[][] POINTS = {
        {100, 60},
        {960, 60},
        {1820, 60},
        {100, 1020},
        {960, 1020},
        {1820, 1020},
        {960, 540},
        {400, 300},
        {1500, 800}
    };

    private final Random random = new Random(1);

    @Test
    void learnsWhereTheViewerLooks() {
        GazeCalibration calibration = fit(samples(POINTS.length, 10, 0.02));

        ScreenPoint seen = calibration.predict(featuresAt(1200, 400, 0));

        assertThat(seen.xPx()).isCloseTo(1200, within(60.0));
        assertThat(seen.yPx()).isCloseTo(400, within(60.0));
        assertThat(calibration.pointsN()).isEqualTo(POINTS.length);
    }

    @Test
    void theHeldOutErrorIsThatOfUnseenPoints() {
        double exact = fit(samples(POINTS.length, 10, 0.01)).heldOutErrorPx();
        double noisy = fit(samples(POINTS.length, 10, 0.5)).heldOutErrorPx();

        assertThat(exact).isBetween(1.0, 200.0);
        assertThat(noisy).isGreaterThan(exact + 50);
    }

    @Test
    void needsFourPoints() {
        assertThat(GazeCalibration.fit(samples(3, 30, 0.02), SCREEN)).isEmpty();
        assertThat(GazeCalibration.fit(samples(4, 1, 0.02), SCREEN)).isPresent();
        assertThat(GazeCalibration.fit(List.of(), SCREEN)).isEmpty();
    }

    @Test
    void aPointWithManySamplesCountsOnce() {
        List<GazeSample> once = samples(POINTS.length, 1, 0);
        List<GazeSample> often = new ArrayList<>(once);
        for (int i = 0; i < 11; i++) {
            often.add(once.get(0));
        }

        ScreenPoint expected = fit(once).predict(featuresAt(700, 700, 0));
        ScreenPoint actual = fit(often).predict(featuresAt(700, 700, 0));

        assertThat(actual.xPx()).isCloseTo(expected.xPx(), within(1e-3));
        assertThat(actual.yPx()).isCloseTo(expected.yPx(), within(1e-3));
    }

    @Test
    void theOrderOfThePointsDoesNotMatter() {
        List<GazeSample> samples = samples(POINTS.length, 1, 0.1);
        List<GazeSample> shuffled = new ArrayList<>(samples);
        Collections.shuffle(shuffled, random);

        GazeFeatures features = featuresAt(700, 700, 0);
        assertThat(fit(shuffled).predict(features)).isEqualTo(fit(samples).predict(features));
    }

    @Test
    void hardlyAnswersToAPictureThatIsCutOutBesideTheEye() {
        List<GazeSample> samples = new ArrayList<>();
        for (int point = 0; point < POINTS.length; point++) {
            double x = POINTS[point][0];
            double y = POINTS[point][1];
            samples.add(new GazeSample(eyesAt(x, y, 0), x, y, point));
        }
        GazeCalibration calibration = fit(samples);

        ScreenPoint seen = calibration.predict(eyesAt(1200, 400, 0));
        ScreenPoint beside = calibration.predict(eyesAt(1200, 400, 0.3));

        assertThat(seen.xPx()).isCloseTo(1200, within(150.0));
        assertThat(Math.hypot(beside.xPx() - seen.xPx(), beside.yPx() - seen.yPx()))
                .isLessThan(150);
    }

    /**
     * Pictures of bright eyes with a dark iris that moves by 1.5 columns and a row over the screen,
     * between lids that stay.
     *
     * @param shift by how many columns the picture was cut out beside the eye
     */
    private static GazeFeatures eyesAt(double xPx, double yPx, double shift) {
        float[] features = new float[GazeFeatures.LENGTH];
        for (int i = 0; i < GazeFeatures.PIXELS; i++) {
            int pixel = i % (GazeFeatures.COLUMNS * GazeFeatures.ROWS);
            double x = pixel % GazeFeatures.COLUMNS - (GazeFeatures.COLUMNS - 1) / 2.0 - shift;
            double y = pixel / GazeFeatures.COLUMNS - (GazeFeatures.ROWS - 1) / 2.0;
            double irisX = x - 1.5 * (xPx / 960 - 1);
            double irisY = y - (yPx / 540 - 1);
            double iris = Math.exp(-(irisX * irisX + irisY * irisY) / 8);
            double opening = Math.exp(-(x * x / 32 + y * y / 8));
            features[i] = (float) (2 * opening * (1 - 2 * iris));
        }
        return new GazeFeatures(features);
    }

    private static GazeCalibration fit(List<GazeSample> samples) {
        return GazeCalibration.fit(samples, SCREEN).orElseThrow();
    }

    private List<GazeSample> samples(int points, int each, double noise) {
        List<GazeSample> samples = new ArrayList<>();
        for (int point = 0; point < points; point++) {
            double x = POINTS[point][0];
            double y = POINTS[point][1];
            for (int i = 0; i < each; i++) {
                samples.add(new GazeSample(featuresAt(x, y, noise), x, y, point));
            }
        }
        return samples;
    }

    /** Features of which each depends on the gaze in its own linear way. */
    private GazeFeatures featuresAt(double xPx, double yPx, double noise) {
        float[] features = new float[GazeFeatures.LENGTH];
        Random coefficients = new Random(7);
        for (int i = 0; i < features.length; i++) {
            double x = coefficients.nextGaussian() * (xPx / 960 - 1);
            double y = coefficients.nextGaussian() * (yPx / 540 - 1);
            features[i] = (float) (0.4 * (x + y) + noise * random.nextGaussian() + 0.3);
        }
        return new GazeFeatures(features);
    }
}
