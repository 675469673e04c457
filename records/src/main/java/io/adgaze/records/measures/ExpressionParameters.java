package io.adgaze.records.measures;

/** What expressiveness is compared with. */
public final class ExpressionParameters {

    /** The calmest frames of a session, as a share of its valid ones, are its own baseline. */
    public static final double CALM_SHARE = 0.2;

    private ExpressionParameters() {}
}
