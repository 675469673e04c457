package io.adgaze.records;

import java.util.List;

/** Probabilities of the seven FER2013 expressions (Goodfellow et al. 2013); they sum to 1. */
public record ExpressionProbabilities(
        float angry,
        float disgust,
        float fear,
        float happy,
        float sad,
        float surprise,
        float neutral) {

    /** The classes' names, in the order of {@link #toArray()} and of FER2013's labels. */
    public static final List<String> NAMES =
            List.of("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral");

    /** From seven probabilities in FER2013's order. */
    public static ExpressionProbabilities of(float[] p) {
        return new ExpressionProbabilities(p[0], p[1], p[2], p[3], p[4], p[5], p[6]);
    }

    /** The seven probabilities in FER2013's order. */
    public float[] toArray() {
        return new float[] {angry, disgust, fear, happy, sad, surprise, neutral};
    }

    /** The likeliest expression's name; the first of equals. */
    public String dominant() {
        float[] p = toArray();
        int best = 0;
        for (int i = 1; i < p.length; i++) {
            if (p[i] > p[best]) {
                best = i;
            }
        }
        return NAMES.get(best);
    }

    /** How much is expressed at all: {@code 1 - neutral}, 0..1. */
    public float expressiveness() {
        return 1 - neutral;
    }

    /** Pleasant against unpleasant: happy less the strongest negative expression, -1..1. */
    public float valence() {
        return happy - Math.max(Math.max(angry, disgust), Math.max(fear, sad));
    }
}
