package io.adgaze.reports.heatmap;

import io.adgaze.records.GazeTrack;
import io.adgaze.records.measures.HeatmapParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Generated viewers, who look from one place to the next: at what the scene of the moment shows, or
 * elsewhere. Their gaze is as uncertain as each one's calibration; they blink, come late, and leave
 * early.
 */
public final class Audience {

    private static final int SCENE_MS = 2500;
    private static final int OBJECTS_A_SCENE = 3;
    private static final double SEES_AN_OBJECT = 0.8;
    private static final double COMES_LATE = 0.15;
    private static final double LEAVES_EARLY = 0.15;
    private static final double LEAST_ERROR = 0.02;
    private static final double MOST_ERROR = 0.2;
    private static final int MS_BETWEEN_BLINKS = 3000;

    private final Random random;
    private final int lengthMs;
    private final double aspect;
    private final double[][] objects;

    private Audience(long seed, double seconds, double aspect) {
        this.random = new Random(seed);
        this.lengthMs = (int) (seconds * 1000);
        this.aspect = aspect;
        this.objects =
                random.doubles((lengthMs / SCENE_MS + 1L) * OBJECTS_A_SCENE)
                        .mapToObj(x -> new double[] {x, random.nextDouble()})
                        .toArray(double[][]::new);
    }

    /**
     * @param seconds the ad's length
     * @param aspect width over height of its picture
     */
    public static List<GazeTrack> of(long seed, int viewers, double seconds, double aspect) {
        Audience audience = new Audience(seed, seconds, aspect);
        List<GazeTrack> tracks = new ArrayList<>();
        for (int i = 0; i < viewers; i++) {
            tracks.add(audience.viewer());
        }
        return tracks;
    }

    private GazeTrack viewer() {
        double error = LEAST_ERROR + (MOST_ERROR - LEAST_ERROR) * Math.pow(random.nextDouble(), 2);
        double sigma = error / HeatmapParameters.MEAN_ERROR_PER_SIGMA;
        int from = random.nextDouble() < COMES_LATE ? random.nextInt(lengthMs) : 0;
        int to = random.nextDouble() < LEAVES_EARLY ? random.nextInt(lengthMs) : lengthMs;
        List<Integer> times = new ArrayList<>();
        List<double[]> places = new ArrayList<>();
        double[] fixated = place(from);
        int fixatedUntil = from;
        int blinkFrom = from + random.nextInt(MS_BETWEEN_BLINKS);
        int blinkTo = blinkFrom + 100 + random.nextInt(400);
        for (int ms = from + random.nextInt(100); ms < to; ms += 95 + random.nextInt(30)) {
            if (ms >= fixatedUntil) {
                fixated = place(ms);
                fixatedUntil = ms + 150 + random.nextInt(500);
            }
            if (ms >= blinkTo) {
                blinkFrom = ms + MS_BETWEEN_BLINKS / 2 + random.nextInt(MS_BETWEEN_BLINKS);
                blinkTo = blinkFrom + 100 + random.nextInt(400);
            }
            if (ms < blinkFrom) {
                times.add(ms);
                places.add(
                        new double[] {
                            fixated[0] + sigma * random.nextGaussian(),
                            fixated[1] + sigma * aspect * random.nextGaussian()
                        });
            }
        }
        return track(times, places, (float) error);
    }

    private double[] place(int ms) {
        if (random.nextDouble() < SEES_AN_OBJECT) {
            return objects[ms / SCENE_MS * OBJECTS_A_SCENE + random.nextInt(OBJECTS_A_SCENE)];
        }
        return new double[] {random.nextDouble(), random.nextDouble()};
    }

    private static GazeTrack track(List<Integer> times, List<double[]> places, float error) {
        float[] x = new float[times.size()];
        float[] y = new float[times.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) places.get(i)[0];
            y[i] = (float) places.get(i)[1];
        }
        return new GazeTrack(times.stream().mapToInt(Integer::intValue).toArray(), x, y, error);
    }
}
