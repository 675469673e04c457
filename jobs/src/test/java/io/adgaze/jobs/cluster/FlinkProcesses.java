package io.adgaze.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A Flink session cluster of separate processes, as {@code docker-compose.yml} deploys it: Flink
 * and the S3 plugin as on its image, our bundle in {@code lib/}, {@code flink-conf} as it lies in
 * the repository. Only addresses, sizes and intervals are set otherwise.
 */
final class FlinkProcesses implements AutoCloseable {

    private static final String ALL_OPTIONS = "env.java.opts.all";
    private static final String TASK_MANAGER_OPTIONS = "env.java.opts.taskmanager";

    private final Path folder;
    private final Map<String, String> settings = new TreeMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final int restPort = Ports.free();
    private final int zooKeeperPort = Ports.free();

    private ServerProcess zooKeeper;
    private ServerProcess jobManager;
    private final List<ServerProcess> taskManagers = new ArrayList<>();

    /**
     * @param folder logs and temporary files
     * @param s3 what {@code s3://} is
     * @param credentials whom the cluster is to S3
     */
    FlinkProcesses(Path folder, S3Process s3, S3Process.Credentials credentials) {
        this.folder = folder;
        environment.putAll(credentials.environment());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        // Flink's image allocates with jemalloc. Without it glibc keeps what it once had for each
        // of
        // up to eight threads a core, and every job brings new threads.
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("FLINK_CONF_DIR", Deployment.FLINK_CONF.toString());
        environment.put("FLINK_PLUGINS_DIR", Deployment.FLINK.resolve("plugins").toString());
        environment.put("FLINK_LIB_DIR", Deployment.FLINK.resolve("lib").toString());
        settings.put("s3.endpoint", s3.endpoint().toString());
        settings.put("jobmanager.rpc.address", Ports.HOST);
        settings.put("jobmanager.rpc.port", Integer.toString(Ports.free()));
        settings.put("jobmanager.bind-host", Ports.HOST);
        settings.put("jobmanager.memory.process.size", "1g");
        settings.put("rest.address", Ports.HOST);
        settings.put("rest.bind-address", Ports.HOST);
        settings.put("rest.port", Integer.toString(restPort));
        settings.put("taskmanager.host", Ports.HOST);
        settings.put("taskmanager.bind-host", Ports.HOST);
        settings.put("taskmanager.memory.process.size", "3g");
        settings.put("taskmanager.memory.task.off-heap.size", "1g");
        settings.put("high-availability.zookeeper.quorum", Ports.HOST + ":" + zooKeeperPort);
        settings.put("metrics.reporter.prometheus.port", "9349-9399");
        // A test does not wait a minute for rows, nor for a lost process to be noticed.
        settings.put("execution.checkpointing.interval", "3s");
        settings.put("heartbeat.interval", "1s");
        settings.put("heartbeat.timeout", "10s");
    }

    /** Another value for a setting; for processes that start from now on. */
    FlinkProcesses set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    void startZooKeeper() throws IOException {
        String deployed = Files.readString(Deployment.FLINK_CONF.resolve("zoo.cfg"));
        Path config = folder.resolve("zoo.cfg");
        Files.createDirectories(folder);
        Files.writeString(
                config,
                deployed.replace("clientPort=2181", "clientPort=" + zooKeeperPort)
                        .replace("dataDir=/tmp/zookeeper", "dataDir=" + folder.resolve("zookeeper"))
                        .replace(
                                "server.1=localhost:2888:3888",
                                "server.1="
                                        + Ports.HOST
                                        + ":"
                                        + Ports.free()
                                        + ":"
                                        + Ports.free()));
        JavaCommand command =
                flink("org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer")
                        .options(List.of("-Xmx128m"))
                        .arguments(List.of("--zkConfigFile", config.toString(), "--peerId", "1"));
        zooKeeper = ServerProcess.start("zookeeper", folder, command.line(), environment);
    }

    void startJobManager() throws IOException {
        Configuration conf = configuration();
        Path temporary = Files.createDirectories(folder.resolve("jobmanager"));
        JavaCommand command =
                flink("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint")
                        .options(
                                words(
                                        JobManagerProcessUtils.generateJvmParametersStr(
                                                JobManagerProcessUtils.processSpecFromConfig(conf),
                                                conf)))
                        .options(words(conf.getString(ALL_OPTIONS, "")))
                        .options(List.of("-Djava.io.tmpdir=" + temporary))
                        .arguments(List.of("--configDir", Deployment.FLINK_CONF.toString()))
                        .arguments(dynamicSettings(Map.of("io.tmp.dirs", temporary.toString())));
        jobManager = ServerProcess.start("jobmanager", folder, command.line(), environment);
    }

    /** Starts one more; its temporary files are in {@link #temporaryFiles}. */
    ServerProcess startTaskManager() throws IOException {
        String name = "taskmanager-" + (taskManagers.size() + 1);
        Path temporary = Files.createDirectories(folder.resolve(name));
        ServerProcess process = startTaskManager(name, temporary);
        taskManagers.add(process);
        return process;
    }

    /** Starts one more that keeps its temporary files elsewhere. */
    ServerProcess startTaskManager(String name, Path temporary) throws IOException {
        TaskExecutorProcessSpec spec =
                TaskExecutorProcessUtils.processSpecFromConfig(configuration());
        JavaCommand command =
                flink("org.apache.flink.runtime.taskexecutor.TaskManagerRunner")
                        .options(words(ProcessMemoryUtils.generateJvmParametersStr(spec)))
                        .options(words(configuration().getString(ALL_OPTIONS, "")))
                        .options(words(configuration().getString(TASK_MANAGER_OPTIONS, "")))
                        .options(List.of("-Djava.io.tmpdir=" + temporary))
                        // The heap is resident from the start: what grows is native.
                        .options(List.of("-XX:+AlwaysPreTouch"))
                        .arguments(List.of("--configDir", Deployment.FLINK_CONF.toString()))
                        .arguments(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(spec)))
                        .arguments(
                                dynamicSettings(
                                        Map.of(
                                                "io.tmp.dirs",
                                                temporary.toString(),
                                                "taskmanager.resource-id",
                                                name)));
        return ServerProcess.start(name, folder, command.line(), environment);
    }

    private static JavaCommand flink(String mainClass) {
        String classpath = Deployment.FLINK.resolve("lib") + "/*:" + Deployment.LIB + "/*";
        return new JavaCommand(classpath, mainClass)
                .options(
                        List.of(
                                "-Dlog4j.configurationFile="
                                        + Deployment.FLINK_CONF.resolve(
                                                "log4j-console.properties")));
    }

    private Configuration configuration() {
        Configuration conf =
                GlobalConfiguration.loadConfiguration(Deployment.FLINK_CONF.toString());
        settings.forEach(conf::setString);
        return conf;
    }

    private List<String> dynamicSettings(Map<String, String> more) {
        List<String> arguments = new ArrayList<>();
        settings.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        more.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        return arguments;
    }

    private static List<String> words(String line) {
        return line.isBlank() ? List.of() : Arrays.asList(line.trim().split("\\s+"));
    }

    int restPort() {
        return restPort;
    }

    ServerProcess jobManager() {
        return jobManager;
    }

    /** By resource id, {@code taskmanager-<number from 1>}. */
    ServerProcess taskManager(String resourceId) {
        return taskManagers.get(number(resourceId) - 1);
    }

    /** Starts a killed TaskManager anew, under its own name. */
    void restartTaskManager(String resourceId) throws IOException {
        ServerProcess process = startTaskManager(resourceId, temporaryFiles(resourceId));
        taskManagers.set(number(resourceId) - 1, process);
    }

    Path temporaryFiles(String resourceId) {
        return folder.resolve(resourceId);
    }

    List<ServerProcess> taskManagers() {
        return List.copyOf(taskManagers);
    }

    private static int number(String resourceId) {
        return Integer.parseInt(resourceId.replace("taskmanager-", ""));
    }

    @Override
    public void close() throws InterruptedException {
        for (ServerProcess taskManager : taskManagers) {
            taskManager.kill();
        }
        for (ServerProcess process : Arrays.asList(jobManager, zooKeeper)) {
            if (process != null) {
                process.kill();
            }
        }
    }
}
