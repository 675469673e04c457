package io.adgaze.operators.frames;

import io.adgaze.models.Demographics;
import org.jspecify.annotations.Nullable;

/**
 * A session's running estimate of age and gender.
 *
 * <p>In state, and public for that: Flink serialises no other class without Kryo.
 *
 * @param lastMs recording time of the last estimate
 * @param n estimates so far
 * @param ageSum sum of the ages
 * @param ageSquareSum sum of their squares
 * @param maleSum sum of the male probabilities
 */
public record DemographicsTally(
        long lastMs, int n, double ageSum, double ageSquareSum, double maleSum) {

    static final DemographicsTally EMPTY = new DemographicsTally(0, 0, 0, 0, 0);

    DemographicsTally add(long recordingMs, Demographics estimate) {
        double age = estimate.ageYears();
        return new DemographicsTally(
                recordingMs,
                n + 1,
                ageSum + age,
                ageSquareSum + age * age,
                maleSum + estimate.maleProbability());
    }

    /** Null before the first estimate. */
    @Nullable DemographicsEstimate estimate() {
        if (n == 0) {
            return null;
        }
        double male = maleSum / n;
        return new DemographicsEstimate(
                (float) (ageSum / n),
                ageSd(),
                male > 0.5 ? "male" : "female",
                (float) Math.max(male, 1 - male));
    }

    private @Nullable Float ageSd() {
        if (n < 2) {
            return null;
        }
        double variance = (ageSquareSum - ageSum * ageSum / n) / (n - 1);
        return (float) Math.sqrt(Math.max(0, variance));
    }
}
