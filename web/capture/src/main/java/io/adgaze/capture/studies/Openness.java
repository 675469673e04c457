package io.adgaze.capture.studies;

/** Whether a study takes viewers. */
public enum Openness {
    OPEN,
    PAUSED,
    CLOSED,
    FULL
}
