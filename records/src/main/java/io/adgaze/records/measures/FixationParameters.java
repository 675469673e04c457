package io.adgaze.records.measures;

/**
 * How gaze is parted into fixations, by velocity.
 *
 * <p>Distances are in widths of the viewer's screen, not of the ad's picture: eyes, and the noise
 * of a webcam, move by angles, whatever part of the screen the ad takes. At 60 cm from a screen 50
 * cm wide, 0.021 widths are a degree.
 *
 * <p>Salvucci and Goldberg 2000, "Identifying fixations and saccades in eye-tracking protocols";
 * Olsen 2012, "The Tobii I-VT Fixation Filter".
 */
public final class FixationParameters {

    /** The method in a sentence. */
    public static final String FILTER =
            "I-VT (Salvucci and Goldberg 2000), with gaps filled in and neighbours merged as in"
                    + " Olsen 2012, on gaze smoothed by a centred running median.";

    /** Unit of the distances. */
    public static final String UNIT = "widths of the viewer's screen";

    /**
     * Slower gaze is fixating, widths a second: 30 degrees a second, above which eyes are in a
     * saccade (Olsen 2012). The smoothed gaze of a viewer who keeps still seems to move by 0.2 to
     * 0.3 in 95 % of a webcam's frames and by 0.5 in 99 %.
     */
    public static final double VELOCITY_PER_S = 0.65;

    /**
     * A velocity is taken over the points within this much time, ms, and always over two: three
     * steps of a webcam of 30 frames a second, one step of a webcam of 12.
     */
    public static final long VELOCITY_WINDOW_MS = 120;

    /** Shorter fixations are dropped, ms; hardly any are (Salvucci and Goldberg 2000). */
    public static final long MIN_MS = 100;

    /** A fixation goes on over frames without gaze, ms (Olsen 2012); a blink lasts longer. */
    public static final long MAX_GAP_MS = 75;

    /**
     * A fixation goes on from one frame to the very next, ms: from webcams of 10 frames a second,
     * with some jitter. Between frames further apart a whole fixation may go unseen.
     */
    public static final long MAX_FRAME_INTERVAL_MS = 150;

    /** A jump of the ad's clock against the recording's that ends a fixation, ms: a seek. */
    public static final long MAX_AD_JUMP_MS = 250;

    /**
     * Neighbours no further apart in time, ms, may be one fixation that noise has parted: eyes that
     * leave a place take longer until they are back, as a saccade alone takes 200 to prepare.
     */
    public static final long MERGE_MS = 200;

    /**
     * They are when their centres are no further apart, widths, than a step may be that a webcam of
     * 30 frames a second, by the velocity over three of them, takes for fixating: 3 degrees.
     */
    public static final double MERGE_DISTANCE = 0.065;

    private FixationParameters() {}
}
