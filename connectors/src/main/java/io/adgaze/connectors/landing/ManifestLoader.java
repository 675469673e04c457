package io.adgaze.connectors.landing;

import io.adgaze.records.LandedObject;
import io.adgaze.records.RejectedException;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.records.VisibleText;
import io.adgaze.storage.ObjectStores;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Either;

/** Turns landed manifests into sessions. */
public final class ManifestLoader implements ObjectReader<LandedObject, Session> {

    private static final TypeInformation<Either<Rejection, Session>> TYPE =
            new EitherTypeInfo<>(
                    TypeInformation.of(Rejection.class), TypeInformation.of(Session.class));

    private final ManifestReader reader;
    private final ManifestMetrics metrics;

    private ManifestLoader(ManifestReader reader, ManifestMetrics metrics) {
        this.reader = reader;
        this.metrics = metrics;
    }

    /** Loads each manifest of {@code manifests}; the order may change. */
    public static SingleOutputStreamOperator<Either<Rejection, Session>> load(
            DataStream<LandedObject> manifests, LandingOptions options, AdProbe adProbe) {
        return new ObjectLoader<LandedObject, Session>(
                        "load-manifests",
                        ObjectStores::of,
                        (store, metrics) ->
                                new ManifestLoader(
                                        new ManifestReader(store, options, adProbe),
                                        ManifestMetrics.register(metrics)))
                .over(manifests, TYPE);
    }

    @Override
    public List<Either<Rejection, Session>> read(LandedObject manifest) throws IOException {
        long start = System.nanoTime();
        Either<Rejection, Session> session = session(manifest);
        metrics.latencyMs().update(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        metrics.loaded().inc();
        return List.of(session);
    }

    private Either<Rejection, Session> session(LandedObject manifest) throws IOException {
        try {
            return Either.Right(reader.read(manifest));
        } catch (RejectedException e) {
            return Either.Left(e.toRejection(Instant.now()));
        }
    }

    @Override
    public String nameOf(LandedObject manifest) {
        return VisibleText.of(manifest.uri());
    }

    @Override
    public LoaderMetrics metrics() {
        return metrics.store();
    }
}
