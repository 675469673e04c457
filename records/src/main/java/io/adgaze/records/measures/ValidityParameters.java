package io.adgaze.records.measures;

/** When a frame shows exactly one usable face. */
public final class ValidityParameters {

    /** How often the detector looks for other faces while the viewer is followed, ms. */
    public static final long DETECTION_INTERVAL_MS = 500;

    /** Share of the viewer's area from which another face makes the frame unclear. */
    public static final float OTHER_FACE_AREA = 0.5f;

    /** The detector's score, 0..1, below which a face is often a pattern in the background. */
    public static final float CONFIDENT_DETECTION = 0.75f;

    /** The mesh's score, 0..1, below which its points are not trusted. */
    public static final float MIN_CONFIDENCE = 0.7f;

    /**
     * Turn of the head, degrees, from which the mesh may follow a face that the detector no longer
     * sees. Before, the detector sees any face that is not covered, while the mesh, with a high
     * score, goes on seeing one behind a hand, and there it looks straight ahead.
     */
    public static final float TURNED_DEG = 25;

    /** Mean luma of the face, 0..255, below which noise outweighs its features. */
    public static final double MIN_LUMA = 16;

    /**
     * Distance of the eyes' outer corners, px, below which a face has fewer pixels than FER2013's
     * pictures, which are 48 px wide: the corners are 0.6 of a face apart.
     */
    public static final float MIN_EYE_SPAN_PX = 28;

    /**
     * How long a picture may stay the very same, ms: a camera at one frame a second repeats each in
     * a faster recording, and only one that is muted or hung goes on for longer.
     */
    public static final long FROZEN_MS = 2000;

    /**
     * Roll of the head, degrees, above which a face is not measured: who watches an ad holds the
     * head upright, leans it, or lies, but the networks have learned from faces that stand, and one
     * that is upside down is a camera's fault.
     */
    public static final float MAX_ROLL_DEG = 60;

    private ValidityParameters() {}
}
