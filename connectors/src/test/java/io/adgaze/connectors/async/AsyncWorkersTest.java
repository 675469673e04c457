package io.adgaze.connectors.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.functions.async.CollectionSupplier;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncWorkersTest {

    private final AsyncWorkers workers = new AsyncWorkers("test", 1);
    private final BlockingQueue<Object> results = new LinkedBlockingQueue<>();

    @AfterEach
    void close() throws Exception {
        workers.close();
    }

    @Test
    void resultsComeInOrder() throws Exception {
        workers.submit(() -> List.of("a"), new Queued());
        workers.submit(() -> List.of("b"), new Queued());

        assertThat(next()).isEqualTo(List.of("a"));
        assertThat(next()).isEqualTo(List.of("b"));
    }

    @Test
    void whateverIsThrownReachesTheJob() throws Exception {
        IOException failure = new IOException("no space left");
        Error error = new StackOverflowError();

        workers.submit(throwing(failure), new Queued());
        workers.submit(
                () -> {
                    throw error;
                },
                new Queued());

        assertThat(next()).isSameAs(failure);
        assertThat(next()).isSameAs(error);
    }

    /** An exception that escaped would end this very process. */
    @Test
    void aResultForATaskThatIsOverIsDropped() throws Exception {
        workers.submit(() -> List.of("late"), new Over());
        workers.submit(throwing(new InterruptedException()), new Over());
        workers.submit(() -> List.of("next"), new Queued());

        assertThat(next()).isEqualTo(List.of("next"));
    }

    @Test
    void whatTheEndInterruptsIsNoFailure() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        workers.submit(
                () -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return List.<String>of();
                },
                new Queued());
        begun.await();

        workers.close();

        assertThat(results).isEmpty();
    }

    private static Callable<List<String>> throwing(Exception failure) {
        return () -> {
            throw failure;
        };
    }

    private Object next() throws InterruptedException {
        return results.poll(1, TimeUnit.MINUTES);
    }

    private class Queued implements ResultFuture<String> {

        @Override
        public void complete(Collection<String> result) {
            results.add(result);
        }

        @Override
        public void completeExceptionally(Throwable error) {
            results.add(error);
        }

        @Override
        public void complete(CollectionSupplier<String> supplier) {
            throw new UnsupportedOperationException();
        }
    }

    /** As Flink's, once the task's mailbox is closed. */
    private static final class Over implements ResultFuture<String> {

        @Override
        public void complete(Collection<String> result) {
            throw new RejectedExecutionException("the mailbox is closed");
        }

        @Override
        public void completeExceptionally(Throwable error) {
            throw new RejectedExecutionException("the mailbox is closed");
        }

        @Override
        public void complete(CollectionSupplier<String> supplier) {
            throw new UnsupportedOperationException();
        }
    }
}
