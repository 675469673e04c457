package io.adgaze.connectors.erasure;

import io.adgaze.records.tables.OutputLayout;
import java.io.Serializable;
import java.util.List;

/**
 * What is erased, and why.
 *
 * @param landingUri where sessions land
 * @param withdrawalsUri where withdrawals land
 * @param outputUri where tables and receipts lie
 */
public record ErasurePlaces(String landingUri, String withdrawalsUri, String outputUri)
        implements Serializable {

    /** Tables with rows of viewers. */
    static final List<String> TABLES = List.of("viewer_seconds", "sessions", "fixations", "frames");

    OutputLayout output() {
        return new OutputLayout(outputUri);
    }
}
