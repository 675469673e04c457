package io.adgaze.operators.frames;

import org.jspecify.annotations.Nullable;

/**
 * A session's age and gender over its best frames.
 *
 * @param ageYears mean estimate
 * @param ageSdYears standard deviation between frames; null below two frames
 * @param gender the likelier of the model's two classes, {@code female} or {@code male}
 * @param genderConfidence that class's mean probability, 0.5..1
 */
public record DemographicsEstimate(
        float ageYears, @Nullable Float ageSdYears, String gender, float genderConfidence) {}
