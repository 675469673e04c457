package io.adgaze.capture.studies;

/**
 * Whether viewers may come.
 *
 * @param testMode sessions are not counted
 * @param paused for now nobody new begins
 * @param closed nobody begins any more
 */
public record StudyState(boolean testMode, boolean paused, boolean closed) {}
