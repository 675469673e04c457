package io.adgaze.records;

/** A row of a published table; its partition is part of the path, not of the row. */
public interface TableRow {

    /** The partition's day, {@code YYYY-MM-DD}. */
    String dt();

    /** The partition's ad. */
    String adId();
}
