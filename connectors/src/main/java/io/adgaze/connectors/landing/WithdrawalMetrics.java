package io.adgaze.connectors.landing;

import io.adgaze.connectors.metrics.ConnectorMetrics;
import org.apache.flink.metrics.Counter;

/**
 * What the withdrawal loader reports.
 *
 * @param store of reading them
 * @param read withdrawals that were read and are valid
 * @param invalid withdrawals that were rejected
 */
record WithdrawalMetrics(LoaderMetrics store, Counter read, Counter invalid) {

    static WithdrawalMetrics register(ConnectorMetrics metrics) {
        return new WithdrawalMetrics(
                new LoaderMetrics(
                        metrics.level("withdrawals_loading"),
                        metrics.counter("withdrawal_failures")),
                metrics.counter("withdrawals_read"),
                metrics.counter("withdrawals_invalid"));
    }
}
