package io.adgaze.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The job, submitted over REST to a cluster of separate processes, as sessions land in S3. */
@ExtendWith(SharedCluster.class)
class ClusterITCase {

    @Test
    void sessionsThatLandWhileItRunsAreThereOnce(AdgazeCluster cluster) throws Exception {
        Scenario scenario = Scenario.on(cluster, "many").submitAsDeployed(2);
        try (VisibleObjects objects = VisibleObjects.of(cluster, scenario)) {
            scenario.land(1, MiniClusterRun.SESSIONS);
            scenario.awaitSessions();
            cluster.rest().drain(scenario.job());

            MiniClusterRun.assertSameRowsAndAdSeconds(scenario);
            assertThat(objects.readN()).isPositive();
            assertThat(objects.broken()).isEmpty();
        }
    }
}
