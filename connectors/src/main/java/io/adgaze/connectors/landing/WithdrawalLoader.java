package io.adgaze.connectors.landing;

import io.adgaze.records.Rejection;
import io.adgaze.records.VisibleText;
import io.adgaze.records.withdrawal.InvalidWithdrawalException;
import io.adgaze.records.withdrawal.Withdrawal;
import io.adgaze.records.withdrawal.WithdrawalPath;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.S3Settings;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Either;
import org.apache.flink.util.function.SerializableFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns landed withdrawals into what they say. One that is gone by then becomes nothing: it was
 * carried out, or its retention has ended.
 *
 * <p>No viewer is named in what it says of rejections and failures. A checkpoint holds where those
 * withdrawals lie that are being read just then, and the next one does not.
 */
public final class WithdrawalLoader implements ObjectReader<WithdrawalPath, Withdrawal> {

    private static final Logger LOG = LoggerFactory.getLogger(WithdrawalLoader.class);

    private static final TypeInformation<Either<Rejection, Withdrawal>> TYPE =
            new EitherTypeInfo<>(
                    TypeInformation.of(Rejection.class), TypeInformation.of(Withdrawal.class));

    private final WithdrawalReader reader;
    private final WithdrawalMetrics metrics;

    private WithdrawalLoader(ObjectStore store, WithdrawalMetrics metrics) {
        this.reader = new WithdrawalReader(store);
        this.metrics = metrics;
    }

    /** Loads each of {@code withdrawals}; the order may change. */
    public static SingleOutputStreamOperator<Either<Rejection, Withdrawal>> load(
            DataStream<WithdrawalPath> withdrawals) {
        return load(withdrawals, ObjectStores::of);
    }

    static SingleOutputStreamOperator<Either<Rejection, Withdrawal>> load(
            DataStream<WithdrawalPath> withdrawals,
            SerializableFunction<S3Settings, ObjectStore> stores) {
        return new ObjectLoader<WithdrawalPath, Withdrawal>(
                        "load-withdrawals",
                        stores,
                        (store, metrics) ->
                                new WithdrawalLoader(store, WithdrawalMetrics.register(metrics)))
                .over(withdrawals, TYPE);
    }

    @Override
    public List<Either<Rejection, Withdrawal>> read(WithdrawalPath path) throws IOException {
        try {
            Withdrawal withdrawal = reader.read(path);
            metrics.read().inc();
            return List.of(Either.Right(withdrawal));
        } catch (NoSuchFileException e) {
            LOG.info("{} is gone, and is not read any more", nameOf(path));
            return List.of();
        } catch (InvalidWithdrawalException e) {
            metrics.invalid().inc();
            return List.of(Either.Left(e.toRejection(Instant.now())));
        }
    }

    @Override
    public String nameOf(WithdrawalPath path) {
        return VisibleText.of(path.withoutViewer());
    }

    @Override
    public LoaderMetrics metrics() {
        return metrics.store();
    }
}
