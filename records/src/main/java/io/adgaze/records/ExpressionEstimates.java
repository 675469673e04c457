package io.adgaze.records;

/** Mean class probabilities over viewers, each with its bounds. */
public record ExpressionEstimates(
        Estimate angry,
        Estimate disgust,
        Estimate fear,
        Estimate happy,
        Estimate sad,
        Estimate surprise,
        Estimate neutral) {}
