package io.adgaze.jobs.deployment;

import org.junit.jupiter.api.Test;

/** Prometheus's own tool reads its configuration and runs the tests of the alerts. */
class AlertRulesTest {

    @Test
    void prometheusTakesItsConfiguration() throws Exception {
        Tool.onThePath("promtool")
                .accepts("check", "config", "flink-conf/monitoring/prometheus.yml");
    }

    @Test
    void alertsFireWhenTheyShouldAndOnlyThen() throws Exception {
        Tool.onThePath("promtool")
                .accepts("test", "rules", "flink-conf/monitoring/alerts_test.yml");
    }
}
