package io.adgaze.records;

/**
 * Share of viewers whose dominant expression in the second was each of the seven; they sum to 1.
 * The denominator is the {@code n} of the expression estimates.
 */
public record ExpressionShares(
        float angryRate,
        float disgustRate,
        float fearRate,
        float happyRate,
        float sadRate,
        float surpriseRate,
        float neutralRate) {}
