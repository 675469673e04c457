package io.adgaze.connectors.landing;

import io.adgaze.records.Rejection;
import io.adgaze.records.withdrawal.WithdrawalPath;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.S3Settings;
import java.time.Duration;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.types.Either;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Finds withdrawals by listing their prefix; none is read. Emits each, and a rejection of each
 * {@code .json} that lies elsewhere below the prefix, once per job. That nothing lies there is
 * normal: nobody has withdrawn.
 *
 * <p>What was emitted is kept in checkpoints as a keyed hash (24 bytes an object), by {@link
 * io.adgaze.records.withdrawal.ViewerHash}. Under another key all that still lies there is emitted
 * once more.
 */
public final class WithdrawalListing {

    private WithdrawalListing() {}

    /** What lies there now, and no more. */
    public static Source<Either<Rejection, WithdrawalPath>, ?, ?> bounded(String withdrawalsUri) {
        return bounded(withdrawalsUri, ObjectStores::of);
    }

    static ListingSource<WithdrawalPath> bounded(
            String withdrawalsUri, SerializableFunction<S3Settings, ObjectStore> stores) {
        ListedPlace place = ListedPlace.below(withdrawalsUri, stores);
        return new ListingSource<>(
                place,
                new WithdrawalDiscovery(place.prefixUri()),
                Boundedness.BOUNDED,
                (listing, metrics) -> new OneListing(listing));
    }

    /**
     * What lies there now and what comes, looked for again whenever {@code interval} has passed
     * since the last look. A store that does not answer is asked again; one that refuses fails the
     * job, with the remedy.
     */
    public static Source<Either<Rejection, WithdrawalPath>, ?, ?> monitoring(
            String withdrawalsUri, Duration interval) {
        return monitoring(withdrawalsUri, interval, ObjectStores::of);
    }

    static ListingSource<WithdrawalPath> monitoring(
            String withdrawalsUri,
            Duration interval,
            SerializableFunction<S3Settings, ObjectStore> stores) {
        ListedPlace place = ListedPlace.below(withdrawalsUri, stores);
        return new ListingSource<>(
                place,
                new WithdrawalDiscovery(place.prefixUri()),
                Boundedness.CONTINUOUS_UNBOUNDED,
                (listing, metrics) -> new RepeatedListing(listing, interval, metrics));
    }
}
