package io.adgaze.connectors.async;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one async function.
 *
 * <p>What they throw is the job's, for a result that never completes would hang it. Once the task
 * is over it takes no result any more and says so by an exception, which must not escape: Flink
 * ends the whole process for it, with all other tasks.
 */
public final class AsyncWorkers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AsyncWorkers.class);
    private static final long STOP_SECONDS = 30;

    private final ExecutorService threads;

    /**
     * @param name of the threads, without their numbers
     * @param threadsN how many calls may be under way; others wait, in order
     */
    public AsyncWorkers(String name, int threadsN) {
        threads = Executors.newFixedThreadPool(threadsN, new ExecutorThreadFactory(name));
    }

    /** Completes {@code result} with what {@code work} returns or throws. */
    public <T> void submit(Callable<List<T>> work, ResultFuture<T> result) {
        threads.execute(() -> run(work, result));
    }

    private <T> void run(Callable<List<T>> work, ResultFuture<T> result) {
        try {
            complete(work, result);
        } catch (RejectedExecutionException taskIsOver) {
            LOG.debug("The task ended before its result was there", taskIsOver);
        }
    }

    private <T> void complete(Callable<List<T>> work, ResultFuture<T> result) {
        List<T> done;
        try {
            done = work.call();
        } catch (Throwable e) {
            if (!threads
                    .isShutdown()) { // Else it was interrupted, and is no failure of the task's.
                result.completeExceptionally(e);
            }
            return;
        }
        result.complete(done);
    }

    /** Interrupts what is under way, drops what waits, and gives it a while to end. */
    @Override
    public void close() throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("Work is still under way {} s after its task has ended", STOP_SECONDS);
        }
    }
}
