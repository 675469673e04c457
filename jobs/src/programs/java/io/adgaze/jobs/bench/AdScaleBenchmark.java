package io.adgaze.jobs.bench;

import io.adgaze.operators.ads.AdTotals;
import io.adgaze.operators.ads.PartialSums;
import io.adgaze.operators.ads.ReportPacing;
import io.adgaze.operators.ads.ViewerSessions;
import io.adgaze.operators.ads.sums.Change;
import io.adgaze.operators.ads.sums.Delta;
import io.adgaze.operators.consent.ViewerHashing;
import io.adgaze.records.AdReport;
import io.adgaze.records.SessionResult;
import io.adgaze.records.withdrawal.Withdrawal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.client.program.MiniClusterClient;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.FileUtils;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * One ad with very many viewers of 30 s, whose measures are made up and not recorded, through all
 * that comes behind measuring. Prints, every ten seconds and at the end, how far it is, what is
 * resident, and what the last checkpoint took; each report is in the log, with its time on the
 * task's thread.
 *
 * <p>Arguments: how many viewers (1000000), the state backend (rocksdb or hashmap), the parallelism
 * (2).
 */
public final class AdScaleBenchmark {

    private static final Duration RETENTION = Duration.ofDays(90);
    private static final ReportPacing PACING =
            new ReportPacing(
                    Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(5), 10);
    private static final Duration PRINT_EVERY = Duration.ofSeconds(10);

    private final long viewersN;
    private final String backend;
    private final int parallelism;
    private final Path folder;

    private AdScaleBenchmark(long viewersN, String backend, int parallelism, Path folder) {
        this.viewersN = viewersN;
        this.backend = backend;
        this.parallelism = parallelism;
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        long viewersN = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
        String backend = args.length > 1 ? args[1] : "rocksdb";
        int parallelism = args.length > 2 ? Integer.parseInt(args[2]) : 2;
        Path folder = Files.createTempDirectory("adgaze-scale");
        try {
            new AdScaleBenchmark(viewersN, backend, parallelism, folder).run();
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
        System.exit(0); // Flink's embedded cluster leaves threads behind.
    }

    private void run() throws Exception {
        Configurator.setLevel(AdTotals.class, Level.INFO);
        Configuration conf = configuration();
        System.out.printf(
                "%,d viewers of %d s on %s, parallelism %d, a heap of %d MiB%n",
                viewersN,
                MadeUpSessions.SECONDS,
                backend,
                parallelism,
                Runtime.getRuntime().maxMemory() >> 20);
        try (MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(conf)
                                .setNumSlotsPerTaskManager(parallelism)
                                .build())) {
            cluster.start();
            MiniClusterClient client = new MiniClusterClient(conf, cluster);
            JobGraph job = jobGraph(conf);
            long start = System.nanoTime();
            client.submitJob(job).get();
            watch(cluster, client, job.getJobID(), start);
            client.requestJobResult(job.getJobID())
                    .get()
                    .toJobExecutionResult(getClass().getClassLoader());
            double seconds = seconds(start);
            System.out.printf(
                    "%,d viewers in %.0f s: %,.0f a second%n",
                    viewersN, seconds, viewersN / seconds);
        }
    }

    private Configuration configuration() {
        Configuration conf = new Configuration();
        conf.set(PipelineOptions.GENERIC_TYPES, false);
        conf.set(PipelineOptions.OBJECT_REUSE, true);
        conf.set(StateBackendOptions.STATE_BACKEND, backend);
        conf.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, backend.equals("rocksdb"));
        conf.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.resolve("chk").toUri().toString());
        conf.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(30));
        conf.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
        return conf;
    }

    private JobGraph jobGraph(Configuration conf) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(conf);
        env.setParallelism(parallelism);
        env.fromSequence(0, viewersN - 1)
                .map(MadeUpSessions::of)
                .returns(SessionResult.class)
                .map(new ViewerHashing<>(SessionResult.class, r -> r.summary().viewerKey()))
                .keyBy(ViewerHashing.key(), Types.STRING)
                .connect(nobodyWithdraws(env))
                .process(new ViewerSessions(RETENTION, RETENTION))
                .returns(Change.class)
                .keyBy(PartialSums.key(), Types.TUPLE(Types.STRING, Types.INT))
                .process(new PartialSums(PACING))
                .returns(Delta.class)
                .keyBy(Delta::adId, Types.STRING)
                .process(new AdTotals(PACING, folder.toString()))
                .returns(AdReport.class)
                .sinkTo(new DiscardingSink<>());
        return env.getStreamGraph().getJobGraph();
    }

    private static KeyedStream<Tuple2<String, Withdrawal>, String> nobodyWithdraws(
            StreamExecutionEnvironment env) {
        FlatMapFunction<Long, Withdrawal> none = (n, out) -> {};
        return env.fromSequence(0, 0)
                .flatMap(none)
                .returns(Withdrawal.class)
                .map(new ViewerHashing<>(Withdrawal.class, Withdrawal::viewerKey))
                .keyBy(ViewerHashing.key(), Types.STRING);
    }

    private static void watch(MiniCluster cluster, MiniClusterClient client, JobID id, long start)
            throws InterruptedException, ExecutionException, IOException {
        while (!client.getJobStatus(id).get().isTerminalState()) {
            Thread.sleep(PRINT_EVERY.toMillis());
            CompletedCheckpointStats last =
                    cluster.getExecutionGraph(id)
                            .get()
                            .getCheckpointStatsSnapshot()
                            .getHistory()
                            .getLatestCompletedCheckpoint();
            System.out.printf(
                    "%4.0f s: resident %,d MiB, heap in use %,d MiB%s%n",
                    seconds(start), residentMib(), heapMib(), last == null ? "" : told(last));
        }
    }

    private static String told(CompletedCheckpointStats checkpoint) {
        return ", checkpoint %d of %,d MiB in %,d ms"
                .formatted(
                        checkpoint.getCheckpointId(),
                        checkpoint.getStateSize() >> 20,
                        checkpoint.getEndToEndDuration());
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long heapMib() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static long residentMib() throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
        return status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(0);
    }
}
