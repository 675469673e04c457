package io.adgaze.records;

/**
 * The viewer's screen and where on it the ad's picture lay, in CSS pixels.
 *
 * @param widthPx the screen's width
 * @param heightPx the screen's height
 * @param adX left edge of the ad's picture
 * @param adY top edge of the ad's picture
 * @param adWidth width of the ad's picture
 * @param adHeight height of the ad's picture
 */
public record Screen(
        double widthPx, double heightPx, double adX, double adY, double adWidth, double adHeight) {

    /** A screen point's horizontal place in the ad's picture: 0 left edge, 1 right edge. */
    public double adXNorm(double xPx) {
        return (xPx - adX) / adWidth;
    }

    /** A screen point's vertical place in the ad's picture: 0 top edge, 1 bottom edge. */
    public double adYNorm(double yPx) {
        return (yPx - adY) / adHeight;
    }
}
