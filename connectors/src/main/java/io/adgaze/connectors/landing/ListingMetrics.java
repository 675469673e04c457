package io.adgaze.connectors.landing;

import io.adgaze.connectors.metrics.ConnectorMetrics;
import org.apache.flink.metrics.Counter;

/**
 * What a listing reports.
 *
 * @param completed listings that came to their end
 * @param failures listings that broke off, or could not begin
 */
record ListingMetrics(Counter completed, Counter failures) {

    static ListingMetrics register(ConnectorMetrics metrics) {
        return new ListingMetrics(
                metrics.counter("listings_completed"), metrics.counter("listing_failures"));
    }
}
