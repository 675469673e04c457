package io.adgaze.jobs.demo;

import io.adgaze.storage.embedded.EmbeddedS3;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.jobs.EmbeddedFlink;
import io.adgaze.jobs.EngagementJob;
import io.adgaze.jobs.EngagementOptions;
import io.adgaze.jobs.Progress;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.tables.OutputLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Shows Adgaze at work on this machine: sample sessions land one after another in an embedded S3
 * endpoint while the job runs; ends with where the tables and the heatmap are.
 *
 * <p>The only argument is a folder for everything that is written; it holds the buckets as plain
 * files.
 */
public final class Demo {

    static final String BUCKET = "adgaze";
    private static final String S3 = "s3://" + BUCKET;
    private static final OutputLayout OUTPUT = new OutputLayout("output");

    private final Path folder;
    private final EmbeddedS3 s3;
    private final ObjectStore store;
    private final Configuration conf;

    private Demo(Path folder, EmbeddedS3 s3) throws IOException {
        this.folder = folder;
        this.s3 = s3;
        this.conf = EmbeddedFlink.configuration();
        conf.addAll(Configuration.fromMap(s3.properties()));
        // A failure is to be seen, not survived; a restart would also begin to count anew.
        conf.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        this.store = ObjectStores.of(s3.settings());
    }

    public static void main(String[] args) throws Exception {
        runIn(Path.of(args.length > 0 ? args[0] : "target/demo").toAbsolutePath());
        System.exit(0); // Flink's embedded cluster leaves threads behind.
    }

    /** Runs the demo to its end; buckets are folders in {@code folder}, which is emptied before. */
    static void runIn(Path folder) throws Exception {
        DemoFolder.clear(folder);
        try (EmbeddedS3 s3 = EmbeddedS3.start(folder)) {
            s3.createBucket(BUCKET);
            new Demo(folder, s3).run();
        }
    }

    private void run() throws Exception {
        put(LandingLayout.adUri("ads", SampleSession.AD_ID), SampleSession.adVideo());
        EngagementOptions options =
                EngagementOptions.parse(
                                "--landing=" + S3 + "/landing",
                                "--ads=" + S3 + "/ads",
                                "--output=" + S3 + "/output",
                                "--poll-interval=1 s",
                                "--report-every=2 s",
                                "--emit-frames")
                        .orElseThrow();
        StreamExecutionEnvironment env = EmbeddedFlink.environment(conf);
        EngagementJob.define(env, options);
        JobClient job = env.executeAsync(EngagementJob.NAME);
        System.out.println("S3 endpoint   " + s3.endpoint() + " (bucket " + BUCKET + ")");
        System.out.println("Flink web UI  http://localhost:8081 (or the next free port)");
        Progress progress = new Progress(job, System.out);
        landAndWatch(progress);
        System.out.println("All sessions are read; finishing tables and heatmap.");
        CompletableFuture<?> finished =
                job.stopWithSavepoint(
                        true,
                        Files.createTempDirectory("adgaze-savepoint").toUri().toString(),
                        SavepointFormatType.CANONICAL);
        progress.until(finished);
        job.getJobExecutionResult().get();
        tellWhere();
    }

    /** Lands a session every other second, then waits until all are read. */
    private void landAndWatch(Progress progress) throws Exception {
        List<SampleSession> sessions = SampleSession.all();
        Queue<SampleSession> toLand = new ArrayDeque<>(sessions);
        LiveFigures live = new LiveFigures(exports());
        long read = 0;
        while (read < sessions.size()) {
            if (!toLand.isEmpty()) {
                land(toLand.remove());
            }
            TimeUnit.SECONDS.sleep(2);
            read = progress.report();
            live.tell(System.out);
        }
    }

    private void land(SampleSession session) throws IOException {
        String at =
                LandingLayout.sessionFolder("landing", SampleSession.AD_ID, session.sessionId());
        put(at + "webcam.webm", session.video());
        put(at + LandingLayout.MANIFEST, session.manifest());
        System.out.println("         landed " + session.sessionId());
    }

    private void put(String key, byte[] content) throws IOException {
        Path file = Files.createTempFile("adgaze-demo", null);
        try {
            Files.write(file, content);
            store.write(S3 + "/" + key, file);
        } finally {
            Files.delete(file);
        }
    }

    private void tellWhere() throws IOException {
        Path bucket = folder.resolve(BUCKET);
        Path exports = exports();
        System.out.println();
        AdSecondsPrinter.print(exports.resolve("ad_seconds.csv"), System.out);
        System.out.println();
        System.out.println("Parquet   " + bucket.resolve("output/viewer_seconds"));
        System.out.println("          " + bucket.resolve("output/sessions"));
        System.out.println("          " + bucket.resolve("output/fixations"));
        System.out.println("          " + bucket.resolve("output/ad_seconds"));
        System.out.println("          " + bucket.resolve("output/ad_segment_seconds"));
        System.out.println("          " + bucket.resolve("output/ads"));
        System.out.println("Heatmap   " + exports.resolve("heatmap.mp4"));
        System.out.println("Report    " + exports.resolve("report.html"));
    }

    private Path exports() {
        return folder.resolve(BUCKET).resolve(OUTPUT.exports(SampleSession.AD_ID));
    }
}
