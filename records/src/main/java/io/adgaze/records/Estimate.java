package io.adgaze.records;

import org.jspecify.annotations.Nullable;

/**
 * A mean over viewers with its 95 % confidence bounds (Student's t; null bounds below two viewers).
 *
 * @param n viewers that have a value
 * @param mean null when {@code n} is 0; all is null when the figure is suppressed
 * @param ci95Low lower bound of the mean
 * @param ci95High upper bound of the mean
 */
public record Estimate(
        @Nullable Integer n,
        @Nullable Float mean,
        @Nullable Float ci95Low,
        @Nullable Float ci95High) {}
