package io.adgaze.records;

/** Versions that each published row carries, so that figures are compared like with like. */
public final class Versions {

    /** Changes with any definition of a measure. */
    public static final String METRIC = "2";

    /** Changes with any weight, crop or threshold of the vision. */
    public static final String MODEL = "4";

    private Versions() {}
}
