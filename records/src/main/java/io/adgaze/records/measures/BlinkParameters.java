package io.adgaze.records.measures;

/**
 * What counts as a blink: a short closure of both eyes, against the session's own open eye.
 *
 * <p>Soukupova and Cech 2016, "Real-Time Eye Blink Detection using Facial Landmarks", for the eye
 * aspect ratio.
 */
public final class BlinkParameters {

    /** The method in a sentence. */
    public static final String FILTER =
            "Eye aspect ratio (Soukupova and Cech 2016), mean of both eyes, as a share of the"
                    + " session's own open eye, which is followed; closed below a threshold that the"
                    + " session's own spread sets.";

    /** Closed is this many spreads below the open level, within the two bounds. */
    public static final float CLOSED_SPREADS = 6;

    /** Least share of the open level below which an eye is closed. */
    public static final float MIN_CLOSED = 0.62f;

    /** Greatest such share. */
    public static final float MAX_CLOSED = 0.82f;

    /** Open again is this much above closed, as a share of the open level. */
    public static final float HYSTERESIS = 0.13f;

    /** A blink's length, ms (Stern et al. 1984: 100-400), with a frame to spare on either side. */
    public static final long MIN_MS = 50;

    /** Longer, the eyes were closed, or looked down, ms. */
    public static final long MAX_MS = 500;

    /** Time constant with which the open level follows a wider eye, ms. */
    public static final float RISE_MS = 300;

    /** Likewise a narrower one, ms. */
    public static final float FALL_MS = 5_000;

    /** Time constant with which the spread around the open level is followed, ms. */
    public static final float SPREAD_MS = 5_000;

    /** Frames further apart than this say nothing of what lay between them, ms. */
    public static final long MAX_GAP_MS = 300;

    /** Blinks count up to this turn of the head to either side, degrees. */
    public static final float MAX_YAW_DEG = 30;

    /** Likewise up and down, degrees. */
    public static final float MAX_PITCH_DEG = 20;

    private BlinkParameters() {}
}
