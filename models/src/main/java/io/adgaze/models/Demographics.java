package io.adgaze.models;

/**
 * An estimate from one frame.
 *
 * @param ageYears age
 * @param maleProbability 0 female .. 1 male, the model's two classes
 */
public record Demographics(float ageYears, float maleProbability) {}
