package io.adgaze.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/** A Flink cluster within this JVM, with its web UI: the defaults to try Adgaze on. */
public final class EmbeddedFlink {

    /** Short, so that little is done again after a failure and files show up soon. */
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    /** Carries the progress that is shown. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final int RESTARTS = 3;

    private EmbeddedFlink() {}

    /**
     * One slot a core, object reuse, no generic types, exactly-once checkpoints in a temporary
     * folder; on top of {@code $FLINK_CONF_DIR/config.yaml} where that is set, which is how an S3
     * endpoint and its credentials are given.
     */
    public static Configuration configuration() throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        Path checkpoints = Files.createTempDirectory("adgaze-checkpoints");
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> FileUtils.deleteDirectoryQuietly(checkpoints.toFile())));
        Configuration conf =
                System.getenv("FLINK_CONF_DIR") == null
                        ? new Configuration()
                        : GlobalConfiguration.loadConfiguration(System.getenv("FLINK_CONF_DIR"));
        conf.set(RestOptions.BIND_PORT, "8081-8180");
        conf.set(TaskManagerOptions.NUM_TASK_SLOTS, cores);
        conf.set(CoreOptions.DEFAULT_PARALLELISM, cores);
        conf.set(PipelineOptions.OBJECT_REUSE, true);
        conf.set(PipelineOptions.GENERIC_TYPES, false);
        conf.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
        conf.set(
                CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                CheckpointingMode.EXACTLY_ONCE);
        conf.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        conf.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        conf.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
        conf.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT);
        return conf;
    }

    /** An environment that runs jobs in this JVM. */
    public static StreamExecutionEnvironment environment(Configuration conf) {
        // Within one JVM nothing but us tells Flink's filesystems of the S3 endpoint.
        FileSystem.initialize(conf, null);
        return StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(conf);
    }
}
