package io.adgaze.records;

/** What a viewer may consent to; only what is listed is computed. */
public enum Purpose {
    /** The seven expression probabilities and what follows from them. */
    EXPRESSIONS,
    /** Head pose, blinks, eye direction, gaze on the screen, and attention, which needs them. */
    GAZE,
    /** Estimates of age and gender. */
    DEMOGRAPHICS
}
