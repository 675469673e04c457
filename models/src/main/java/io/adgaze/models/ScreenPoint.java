package io.adgaze.models;

/**
 * A place on the viewer's screen; it may lie outside.
 *
 * @param xPx from the left edge, CSS px
 * @param yPx from the top edge, CSS px
 */
public record ScreenPoint(double xPx, double yPx) {}
