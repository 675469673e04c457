package io.adgaze.records.measures;

/** From which frames age and gender are estimated. */
public final class DemographicsParameters {

    /** Frames a second at most: the two do not change from frame to frame. */
    public static final int ESTIMATES_A_SECOND = 2;

    /** The network was trained on aligned, near-frontal faces: turned or bowed less, degrees. */
    public static final float FRONTAL_DEG = 15;

    private DemographicsParameters() {}
}
