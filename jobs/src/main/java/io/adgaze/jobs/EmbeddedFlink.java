package io.adgaze.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/**
 * A Flink cluster within this JVM, with its web UI: the defaults to try Adgaze on.
 *
 * <p>It listens on loopback alone, and runs no code that is sent to it: its REST interface asks for
 * no password. Whoever wants to look on from elsewhere names the address in {@value #UI_ADDRESS}.
 */
public final class EmbeddedFlink {

    /** Short, so that little is done again after a failure and files show up soon. */
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    /** Carries the progress that is shown. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final int RESTARTS = 3;

    /** The environment's variable with the address that the web UI listens on. */
    static final String UI_ADDRESS = "ADGAZE_UI_ADDRESS";

    private static final String LOOPBACK = "127.0.0.1";

    private EmbeddedFlink() {}

    /**
     * One slot a core, object reuse, no generic types, exactly-once checkpoints in a temporary
     * folder; on top of {@code $FLINK_CONF_DIR/config.yaml} where that is set, which is how an S3
     * endpoint and its credentials are given; what that says of addresses to listen on, and of
     * metrics reporters, is left out.
     */
    public static Configuration configuration() throws IOException {
        return configuration(System.getenv());
    }

    static Configuration configuration(Map<String, String> environment) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        Path checkpoints = Files.createTempDirectory("adgaze-checkpoints");
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> FileUtils.deleteDirectoryQuietly(checkpoints.toFile())));
        String given = environment.get("FLINK_CONF_DIR");
        Configuration conf =
                given == null ? new Configuration() : GlobalConfiguration.loadConfiguration(given);
        closeToOthers(conf, environment.getOrDefault(UI_ADDRESS, LOOPBACK));
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

    /** Whatever the file says, which may be a cluster's. */
    private static void closeToOthers(Configuration conf, String uiAddress) {
        conf.set(RestOptions.ADDRESS, LOOPBACK);
        conf.set(RestOptions.BIND_ADDRESS, uiAddress);
        conf.set(RestOptions.BIND_PORT, "8081-8180");
        conf.set(WebOptions.SUBMIT_ENABLE, false);
        conf.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        conf.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        // Prometheus's reporter listens on all addresses, and knows no other way.
        List.copyOf(conf.keySet()).stream()
                .filter(key -> key.startsWith("metrics.reporter"))
                .forEach(conf::removeKey);
    }

    /** An environment that runs jobs in this JVM. */
    public static StreamExecutionEnvironment environment(Configuration conf) {
        // Within one JVM nothing but us tells Flink's filesystems of the S3 endpoint.
        FileSystem.initialize(conf, null);
        return StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(conf);
    }
}
