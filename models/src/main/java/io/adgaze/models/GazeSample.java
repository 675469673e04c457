package io.adgaze.models;

/**
 * One frame in which the viewer was asked to look at a known point.
 *
 * @param features of {@link GazeFeatures}
 * @param xPx the point on the screen
 * @param yPx the point on the screen
 * @param point the point's number; samples of one point count as one
 */
@SuppressWarnings("ArrayRecordComponent")
public record GazeSample(float[] features, double xPx, double yPx, int point) {}
