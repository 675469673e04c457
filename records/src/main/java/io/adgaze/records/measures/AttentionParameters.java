package io.adgaze.records.measures;

/** When a viewer counts as turned toward the ad. */
public final class AttentionParameters {

    /**
     * A head turned no further than this to either side of the pose in which the viewer looked at
     * the screen, degrees; a 60 cm wide screen at 60 cm is 27.
     */
    public static final float HEAD_YAW_DEG = 25;

    /** Likewise up and down, degrees. */
    public static final float HEAD_PITCH_DEG = 20;

    /**
     * Added to both where that pose is not known, degrees: the camera may stand beside or above the
     * screen.
     */
    public static final float UNKNOWN_CAMERA_DEG = 10;

    /**
     * Gaze no further off the ad's picture than its error, and at least this, in widths of the
     * picture: a fixation's own spread.
     */
    public static final double LEAST_MARGIN_NORM = 0.05;

    /** Spells without attention from this length on are lookaways, ms; shorter ones are noise. */
    public static final long LOOKAWAY_MS = 500;

    private AttentionParameters() {}
}
