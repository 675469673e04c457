package io.adgaze.connectors.landing;

import static java.util.Objects.requireNonNull;

import io.adgaze.connectors.async.AsyncWorkers;
import io.adgaze.connectors.metrics.ConnectorMetrics;
import io.adgaze.records.Rejection;
import io.adgaze.records.VisibleText;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.S3Settings;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.async.AsyncRetryStrategy;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.retryable.AsyncRetryStrategies;
import org.apache.flink.streaming.util.retryable.RetryPredicates;
import org.apache.flink.types.Either;
import org.apache.flink.util.IOUtils;
import org.apache.flink.util.function.SerializableFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads objects that were found, several at a time and off the task thread.
 *
 * <p>A fault of the object becomes a rejection. A failure of the store is tried again, then fails
 * the job, which restarts from its checkpoint: it never costs an object.
 *
 * @param <I> where an object lies
 * @param <T> what it says
 */
final class ObjectLoader<I, T> extends RichAsyncFunction<I, Either<Rejection, T>> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ObjectLoader.class);

    /** Objects read at a time per subtask: waiting for the store takes no processor. */
    private static final int THREADS = 4;

    /** Objects under way per subtask, so that a backfill cannot fill the memory. */
    private static final int CAPACITY = 4 * THREADS;

    /** Beyond the S3 client's own attempts, which back off exponentially. */
    private static final int RETRIES = 3;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Above what all attempts take; reached only when a call hangs, and then the job restarts. */
    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    private final String name;
    private final SerializableFunction<S3Settings, ObjectStore> stores;
    private final Opening<I, T> opening;

    private transient @Nullable Configuration flinkConf;
    private transient ObjectStore store;
    private transient ObjectReader<I, T> reader;
    private transient AsyncWorkers threads;

    /** Makes what reads, on the TaskManager. */
    interface Opening<I, T> extends Serializable {
        ObjectReader<I, T> open(ObjectStore store, ConnectorMetrics metrics);
    }

    /**
     * @param name of the operator, and of its threads
     * @param stores makes the store that is read from
     */
    ObjectLoader(
            String name,
            SerializableFunction<S3Settings, ObjectStore> stores,
            Opening<I, T> opening) {
        this.name = name;
        this.stores = stores;
        this.opening = opening;
    }

    /** Loads each of {@code objects}; the order may change. */
    SingleOutputStreamOperator<Either<Rejection, T>> over(
            DataStream<I> objects, TypeInformation<Either<Rejection, T>> type) {
        return objects.transform(name, type, new Factory<>(this));
    }

    @Override
    public void open(OpenContext context) {
        Configuration conf = requireNonNull(flinkConf); // Given by the factory.
        store = stores.apply(S3Settings.of(conf.toMap()));
        reader = opening.open(store, new ConnectorMetrics(getRuntimeContext().getMetricGroup()));
        threads = new AsyncWorkers(name, THREADS);
    }

    @Override
    public void asyncInvoke(I object, ResultFuture<Either<Rejection, T>> result) {
        reader.metrics().loading().incrementAndGet();
        threads.submit(() -> load(object), result);
    }

    private List<Either<Rejection, T>> load(I object) throws IOException {
        try {
            return reader.read(object);
        } catch (Throwable e) {
            reader.metrics().failures().inc();
            LOG.warn(
                    "{} could not be read: {}",
                    reader.nameOf(object),
                    VisibleText.of(e.toString()));
            throw e;
        } finally {
            reader.metrics().loading().decrementAndGet();
        }
    }

    @Override
    public void close() throws Exception {
        IOUtils.closeAll(threads, store);
    }

    /**
     * Hands the function the TaskManager's configuration, which an async function cannot ask for.
     */
    private static final class Factory<I, T>
            extends AsyncWaitOperatorFactory<I, Either<Rejection, T>> {

        private static final long serialVersionUID = 1L;

        private final ObjectLoader<I, T> loader;

        Factory(ObjectLoader<I, T> loader) {
            super(
                    loader,
                    TIMEOUT.toMillis(),
                    CAPACITY,
                    AsyncDataStream.OutputMode.UNORDERED,
                    retries());
            this.loader = loader;
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // Flink's own signature.
        public <O extends StreamOperator<Either<Rejection, T>>> O createStreamOperator(
                StreamOperatorParameters<Either<Rejection, T>> parameters) {
            loader.flinkConf =
                    parameters
                            .getContainingTask()
                            .getEnvironment()
                            .getTaskManagerInfo()
                            .getConfiguration();
            return super.createStreamOperator(parameters);
        }

        private static <T> AsyncRetryStrategy<Either<Rejection, T>> retries() {
            return new AsyncRetryStrategies.FixedDelayRetryStrategyBuilder<Either<Rejection, T>>(
                            RETRIES, PAUSE.toMillis())
                    .ifException(RetryPredicates.createExceptionTypePredicate(IOException.class))
                    .build();
        }
    }
}
