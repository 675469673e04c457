package io.adgaze.connectors.landing;

import io.adgaze.records.LandedObject;
import io.adgaze.records.Rejection;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.S3Settings;
import java.time.Duration;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.types.Either;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Finds landed objects by listing the landing prefix; no object is read. Emits each object of a
 * session, and a rejection of each manifest that lies elsewhere, once per job.
 *
 * <p>A key is text here, as it is to the store: it is never resolved as a path. So no key of an
 * object, whatever its characters, keeps others from being found.
 *
 * <p>What was emitted is kept in checkpoints (about 86 bytes an object): leave it for S3 events
 * before there are millions.
 */
public final class LandingListing {

    private LandingListing() {}

    /** What lies there now, and no more; fails where that is nothing at all. */
    public static Source<Either<Rejection, LandedObject>, ?, ?> bounded(String landingUri) {
        return bounded(landingUri, ObjectStores::of);
    }

    static ListingSource<LandedObject> bounded(
            String landingUri, SerializableFunction<S3Settings, ObjectStore> stores) {
        return new ListingSource<>(
                ListedPlace.below(landingUri, stores),
                new SessionDiscovery(),
                Boundedness.BOUNDED,
                (listing, metrics) ->
                        new NonEmptyListing(new OneListing(listing), listing.prefixUri()));
    }

    /**
     * What lies there now and what comes, looked for again whenever {@code interval} has passed
     * since the last look. A store that does not answer is asked again; one that refuses fails the
     * job, with the remedy.
     */
    public static Source<Either<Rejection, LandedObject>, ?, ?> monitoring(
            String landingUri, Duration interval) {
        return monitoring(landingUri, interval, ObjectStores::of);
    }

    static ListingSource<LandedObject> monitoring(
            String landingUri,
            Duration interval,
            SerializableFunction<S3Settings, ObjectStore> stores) {
        return new ListingSource<>(
                ListedPlace.below(landingUri, stores),
                new SessionDiscovery(),
                Boundedness.CONTINUOUS_UNBOUNDED,
                (listing, metrics) -> new RepeatedListing(listing, interval, metrics));
    }
}
