package io.adgaze.jobs;

import io.adgaze.operators.frames.FrameReaderFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.MiniClusterClient;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.awaitility.Awaitility;

/**
 * The job on a Flink cluster of its own within this JVM, where a test can watch it, take its
 * TaskManager away, and stop it.
 */
final class WatchedJob implements AutoCloseable {

    /** Carries the counters to the JobManager. */
    private static final Duration HEARTBEAT = Duration.ofMillis(100);

    /** Far above what anything waited for takes on a busy machine. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private final MiniCluster cluster;
    private final MiniClusterClient client;
    private final JobID id;

    private WatchedJob(MiniCluster cluster, JobGraph job) throws Exception {
        this.cluster = cluster;
        this.client = new MiniClusterClient(cluster.getConfiguration(), cluster);
        this.id = job.getJobID();
        client.submitJob(job).get();
    }

    /** Starts {@code run} from nothing. */
    static WatchedJob start(EngagementRun run, Path output) throws Exception {
        return start(run, output.toString());
    }

    static WatchedJob start(EngagementRun run, String output) throws Exception {
        return start(run, output, SavepointRestoreSettings.none());
    }

    /** Starts {@code run} where another left off; all of its state must find its operator. */
    static WatchedJob resume(EngagementRun run, Path output, String savepoint) throws Exception {
        return resume(run, output.toString(), savepoint);
    }

    static WatchedJob resume(EngagementRun run, String output, String savepoint) throws Exception {
        boolean allowNonRestoredState = false;
        return start(
                run, output, SavepointRestoreSettings.forPath(savepoint, allowNonRestoredState));
    }

    private static WatchedJob start(
            EngagementRun run, String output, SavepointRestoreSettings restore) throws Exception {
        run.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT);
        JobGraph job = run.jobGraph(output);
        job.setSavepointRestoreSettings(restore);
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(run.configuration())
                                .setNumSlotsPerTaskManager(
                                        run.configuration().get(TaskManagerOptions.NUM_TASK_SLOTS))
                                .build());
        cluster.start();
        return new WatchedJob(cluster, job);
    }

    /** Frames analysed since the job last started or restarted. */
    long framesAnalysed() throws Exception {
        return counter(FrameReaderFactory.FRAMES_ANALYSED);
    }

    /** Sessions read to their end since the job last started or restarted. */
    long sessionsRead() throws Exception {
        return counter(FrameReaderFactory.SESSIONS_READ);
    }

    private long counter(String name) throws Exception {
        var counters = client.getAccumulators(id, getClass().getClassLoader()).get();
        return counters.get(name) instanceof Long count ? count : 0;
    }

    CheckpointStatsSnapshot checkpoints() throws Exception {
        return cluster.getExecutionGraph(id).get().getCheckpointStatsSnapshot();
    }

    /** Waits for a checkpoint that begins after this call; its id. */
    long awaitCheckpoint() {
        long now = System.currentTimeMillis();
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> checkpoints().getHistory().getLatestCompletedCheckpoint(),
                        checkpoint -> checkpoint != null && checkpoint.getTriggerTimestamp() > now)
                .getCheckpointId();
    }

    /** Takes the TaskManager away at once, and gives the job another. */
    void loseTaskManager() throws Exception {
        cluster.terminateTaskManager(0).get();
        cluster.startTaskManager();
    }

    /** Stops the job in the midst of its work, and returns its savepoint. */
    String stop(Path savepoints) throws Exception {
        return stop(savepoints.toUri().toString());
    }

    String stop(String savepoints) throws Exception {
        return client.stopWithSavepoint(id, false, savepoints, SavepointFormatType.CANONICAL).get();
    }

    /** Waits for what the running job is to write; tables that are not there yet hold nothing. */
    void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Tables.POLL_INTERVAL)
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(
                        () -> {
                            requireRunning();
                            return condition.call();
                        });
    }

    /** Throws what the job failed of, if it did. */
    void requireRunning() throws Exception {
        if (client.getJobStatus(id).get().isTerminalState()) {
            awaitEnd();
        }
    }

    /** Waits for the end of bounded input. */
    void awaitEnd() throws Exception {
        client.requestJobResult(id).get().toJobExecutionResult(getClass().getClassLoader());
    }

    @Override
    public void close() {
        client.close();
        cluster.closeAsync().join();
    }
}
