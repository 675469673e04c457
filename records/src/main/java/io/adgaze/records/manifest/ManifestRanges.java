package io.adgaze.records.manifest;

import org.jspecify.annotations.Nullable;

/**
 * The ranges of a manifest's numbers, wide enough for any real session, and what rounding and media
 * clocks may do to them. A missing or non-finite number lies in none.
 */
final class ManifestRanges {

    /** No ad and no recording of one runs longer; keeps a wrong clock from costing memory. */
    static final long MAX_TIME_MS = 24 * 60 * 60 * 1000L;

    /**
     * How far a time may go back, or lie below 0: two clocks are noted together, one of which a
     * browser may refresh only every 250 ms, the longest interval of {@code timeupdate}.
     */
    static final long CLOCK_TOLERANCE_MS = 250;

    /** Smallest side of a screen, CSS pixels. */
    static final double MIN_SCREEN_PX = 100;

    /** Smallest side of the ad's picture: less shows no ad, and would blow up each gaze error. */
    static final double MIN_AD_PX = 50;

    /** Above any screen or wall of screens, CSS pixels. */
    static final double MAX_PX = 32_768;

    /** How far a calibration point may lie before the screen's edge: rounding, a scaled page. */
    static final double PLACE_TOLERANCE_PX = 1;

    /** As fast as browsers play. */
    static final double MAX_RATE = 16;

    /** A page zoomed out to a tenth, at least. */
    static final double MIN_PIXEL_RATIO = 0.1;

    /** Above the densest screen's, of a page zoomed in as far as browsers do. */
    static final double MAX_PIXEL_RATIO = 100;

    /** Smallest side of a camera's picture. */
    static final double MIN_CAMERA_PX = 1;

    /** Above any camera that sees faces, pictures a second. */
    static final double MAX_FRAME_RATE = 1_000;

    private ManifestRanges() {}

    static boolean isTime(@Nullable Long ms) {
        return ms != null && ms >= -CLOCK_TOLERANCE_MS && ms <= MAX_TIME_MS;
    }

    static boolean isScreenSide(@Nullable Double px) {
        return isBetween(MIN_SCREEN_PX, px, MAX_PX);
    }

    static boolean isAdSide(@Nullable Double px) {
        return isBetween(MIN_AD_PX, px, MAX_PX);
    }

    /** An edge of the ad's picture, which may lie off the screen. */
    static boolean isAdEdge(@Nullable Double px) {
        return isBetween(-MAX_PX, px, MAX_PX);
    }

    /** A calibration point's coordinate. */
    static boolean isPlace(@Nullable Double px) {
        return isBetween(-PLACE_TOLERANCE_PX, px, MAX_PX);
    }

    static boolean isRate(@Nullable Double rate) {
        return isBetween(0, rate, MAX_RATE);
    }

    static boolean isPixelRatio(@Nullable Double ratio) {
        return isBetween(MIN_PIXEL_RATIO, ratio, MAX_PIXEL_RATIO);
    }

    static boolean isCameraSide(@Nullable Double px) {
        return isBetween(MIN_CAMERA_PX, px, MAX_PX);
    }

    /** 0 where a browser does not know it. */
    static boolean isFrameRate(@Nullable Double perSecond) {
        return isBetween(0, perSecond, MAX_FRAME_RATE);
    }

    private static boolean isBetween(double least, @Nullable Double value, double most) {
        return value != null && value >= least && value <= most;
    }
}
