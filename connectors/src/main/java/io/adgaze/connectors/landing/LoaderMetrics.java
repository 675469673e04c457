package io.adgaze.connectors.landing;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Counter;

/**
 * What a loader reports of the store.
 *
 * @param loading objects handed over and not yet read, those between two attempts left out
 * @param failures attempts that the store failed
 */
record LoaderMetrics(AtomicInteger loading, Counter failures) {}
