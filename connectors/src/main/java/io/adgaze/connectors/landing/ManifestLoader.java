package io.adgaze.connectors.landing;

import static java.util.Objects.requireNonNull;

import io.adgaze.connectors.async.AsyncWorkers;
import io.adgaze.connectors.metrics.ConnectorMetrics;
import io.adgaze.records.LandedObject;
import io.adgaze.records.RejectedException;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.records.VisibleText;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.S3Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns landed manifests into sessions, several at a time and off the task thread.
 *
 * <p>A fault of the session becomes a rejection. A failure of the store is tried again, then fails
 * the job, which restarts from its checkpoint: it never costs a session.
 */
public final class ManifestLoader
        extends RichAsyncFunction<LandedObject, Either<Rejection, Session>> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ManifestLoader.class);

    /** Manifests read at a time per subtask: waiting for the store takes no processor. */
    private static final int THREADS = 4;

    /** Manifests under way per subtask, so that a backfill cannot fill the memory. */
    private static final int CAPACITY = 4 * THREADS;

    /** Beyond the S3 client's own attempts, which back off exponentially. */
    private static final int RETRIES = 3;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Above what all attempts take; reached only when a call hangs, and then the job restarts. */
    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    private static final TypeInformation<Either<Rejection, Session>> TYPE =
            new EitherTypeInfo<>(
                    TypeInformation.of(Rejection.class), TypeInformation.of(Session.class));

    private final LandingOptions options;
    private final AdProbe adProbe;

    private transient @Nullable Configuration flinkConf;
    private transient ObjectStore store;
    private transient ManifestReader reader;
    private transient AsyncWorkers threads;
    private transient LoaderMetrics metrics;

    private ManifestLoader(LandingOptions options, AdProbe adProbe) {
        this.options = options;
        this.adProbe = adProbe;
    }

    /** Loads each manifest of {@code manifests}; the order may change. */
    public static SingleOutputStreamOperator<Either<Rejection, Session>> load(
            DataStream<LandedObject> manifests, LandingOptions options, AdProbe adProbe) {
        return manifests.transform(
                "load-manifests", TYPE, new Factory(new ManifestLoader(options, adProbe)));
    }

    @Override
    public void open(OpenContext context) {
        Configuration conf = requireNonNull(flinkConf); // Given by the factory.
        metrics =
                LoaderMetrics.register(new ConnectorMetrics(getRuntimeContext().getMetricGroup()));
        store = ObjectStores.of(S3Settings.of(conf.toMap()));
        reader = new ManifestReader(store, options, adProbe);
        threads = new AsyncWorkers("load-manifests", THREADS);
    }

    @Override
    public void asyncInvoke(
            LandedObject manifest, ResultFuture<Either<Rejection, Session>> result) {
        metrics.loading().incrementAndGet();
        threads.submit(() -> load(manifest), result);
    }

    private List<Either<Rejection, Session>> load(LandedObject manifest) throws IOException {
        long start = System.nanoTime();
        try {
            Either<Rejection, Session> read = read(manifest);
            metrics.latencyMs().update(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            metrics.loaded().inc();
            return List.of(read);
        } catch (Throwable e) {
            metrics.failures().inc();
            LOG.warn(
                    "{} could not be read: {}",
                    VisibleText.of(manifest.uri()),
                    VisibleText.of(e.toString()));
            throw e;
        } finally {
            metrics.loading().decrementAndGet();
        }
    }

    private Either<Rejection, Session> read(LandedObject manifest) throws IOException {
        try {
            return Either.Right(reader.read(manifest));
        } catch (RejectedException e) {
            return Either.Left(e.toRejection(Instant.now()));
        }
    }

    @Override
    public void close() throws Exception {
        IOUtils.closeAll(threads, store);
    }

    /**
     * Hands the function the TaskManager's configuration, which an async function cannot ask for.
     */
    private static final class Factory
            extends AsyncWaitOperatorFactory<LandedObject, Either<Rejection, Session>> {

        private static final long serialVersionUID = 1L;

        private final ManifestLoader loader;

        Factory(ManifestLoader loader) {
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
        public <T extends StreamOperator<Either<Rejection, Session>>> T createStreamOperator(
                StreamOperatorParameters<Either<Rejection, Session>> parameters) {
            loader.flinkConf =
                    parameters
                            .getContainingTask()
                            .getEnvironment()
                            .getTaskManagerInfo()
                            .getConfiguration();
            return super.createStreamOperator(parameters);
        }

        private static AsyncRetryStrategy<Either<Rejection, Session>> retries() {
            return new AsyncRetryStrategies.FixedDelayRetryStrategyBuilder<
                            Either<Rejection, Session>>(RETRIES, PAUSE.toMillis())
                    .ifException(RetryPredicates.createExceptionTypePredicate(IOException.class))
                    .build();
        }
    }
}
