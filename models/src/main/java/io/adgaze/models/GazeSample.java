package io.adgaze.models;

/**
 * One frame in which the viewer was asked to look at a known point.
 *
 * @param features what of the frame tells where the viewer looks
 * @param xPx the point on the screen
 * @param yPx the point on the screen
 * @param point the point's number; samples of one point count as one
 */
public record GazeSample(GazeFeatures features, double xPx, double yPx, int point) {}
