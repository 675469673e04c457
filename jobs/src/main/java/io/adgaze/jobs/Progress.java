package io.adgaze.jobs;

import io.adgaze.operators.frames.FrameReaderFactory;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;

/** How far a job in this JVM is, told line by line while it runs. */
public final class Progress {

    private static final long REPORT_EVERY_SECONDS = 2;

    private final JobClient job;
    private final PrintStream out;
    private final Instant start = Instant.now();

    private long sessions;
    private long frames;

    public Progress(JobClient job, PrintStream out) {
        this.job = job;
        this.out = out;
    }

    /**
     * Reports until {@code end} completes.
     *
     * @throws ExecutionException when it completes with a failure
     */
    public void until(CompletableFuture<?> end) throws ExecutionException, InterruptedException {
        while (true) {
            try {
                end.get(REPORT_EVERY_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException stillRunning) {
                reportUnlessDone(end);
            }
        }
    }

    /** The job, and its cluster with it, may end while it is asked how far it is. */
    private void reportUnlessDone(CompletableFuture<?> end)
            throws ExecutionException, InterruptedException {
        try {
            report();
        } catch (ExecutionException e) {
            if (!end.isDone()) {
                throw e;
            }
        }
    }

    /** Reports once, and returns the number of sessions read so far. */
    public long report() throws ExecutionException, InterruptedException {
        Map<String, Object> counters = job.getAccumulators().get();
        long framesBefore = frames;
        frames = count(counters, FrameReaderFactory.FRAMES_ANALYSED);
        sessions = count(counters, FrameReaderFactory.SESSIONS_READ);
        out.printf(
                "%4d s   sessions %4d   frames %7d   %4.0f frames/s%n",
                Duration.between(start, Instant.now()).toSeconds(),
                sessions,
                frames,
                Math.max(0, frames - framesBefore) / (double) REPORT_EVERY_SECONDS);
        return sessions;
    }

    private static long count(Map<String, Object> counters, String name) {
        return counters.get(name) instanceof Long count ? count : 0;
    }
}
