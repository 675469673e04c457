package io.adgaze.operators.frames;

import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How far the gaze was from the points to verify, over the frames in which the viewer looked at
 * them.
 *
 * <p>In state, and public for that: Flink serialises no other class without Kryo. Both arrays are
 * by calibration point, in the session's order; those of points to fit stay 0. Nobody writes to
 * them.
 *
 * @param sumsPx distances between a point and the predictions of its frames, summed, CSS pixels
 * @param framesN frames that were summed
 */
@SuppressWarnings("ArrayRecordComponent")
public record VerificationErrors(double[] sumsPx, int[] framesN) {

    static VerificationErrors none(int points) {
        return new VerificationErrors(new double[points], new int[points]);
    }

    VerificationErrors with(int point, double errorPx) {
        double[] sums = sumsPx.clone();
        int[] frames = framesN.clone();
        sums[point] += errorPx;
        frames[point]++;
        return new VerificationErrors(sums, frames);
    }

    /** The mean over those of the points that have frames, each of which counts once. */
    OptionalDouble meanPx(IntPredicate points) {
        return IntStream.range(0, framesN.length)
                .filter(point -> framesN[point] > 0)
                .filter(points)
                .mapToDouble(point -> sumsPx[point] / framesN[point])
                .average();
    }
}
