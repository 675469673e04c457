package io.adgaze.jobs.cluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A job is stopped in the midst of recordings and goes on at another parallelism. */
@ExtendWith(SharedCluster.class)
class RescaleITCase {

    private static final int FRAMES = 20;

    @Test
    void fromOneToFourToTwoGivesTheSameRows(AdgazeCluster cluster) throws Exception {
        Scenario scenario = Scenario.on(cluster, "rescale").submit(1);
        scenario.land(1, 16);
        scenario.awaitFrames(FRAMES);
        scenario.resume(4, cluster.rest().stop(scenario.job()));
        scenario.awaitFrames(FRAMES);
        scenario.resume(2, cluster.rest().stop(scenario.job()));
        scenario.land(17, 18);
        scenario.awaitSessions();
        cluster.rest().drain(scenario.job());

        MiniClusterRun.assertSameRows(scenario);
        cluster.awaitIdle();
    }
}
