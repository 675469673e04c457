package io.adgaze.connectors.landing;

import io.adgaze.connectors.metrics.ConnectorMetrics;
import io.adgaze.records.LandedObject;
import io.adgaze.records.Rejection;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.S3Settings;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.types.Either;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Lists one prefix, in one reader, which is on a TaskManager and finds the store's settings there.
 * The reader's state is what it has emitted.
 *
 * <p>Restores what Flink's FileSource kept, which found landed objects up to 0.1.0.
 */
final class ListingSource
        implements Source<Either<Rejection, LandedObject>, ListingSplit, List<ListingSplit>>,
                ResultTypeQueryable<Either<Rejection, LandedObject>> {

    private static final long serialVersionUID = 1L;

    private final String prefixUri;
    private final Boundedness boundedness;
    private final Mode mode;
    private final SerializableFunction<S3Settings, ObjectStore> stores;

    /** Whether there is one listing, or one after another. */
    interface Mode extends Serializable {
        SplitReader<ListedObject, ListingSplit> reader(Listing listing, ListingMetrics metrics);
    }

    ListingSource(
            String prefixUri,
            Boundedness boundedness,
            Mode mode,
            SerializableFunction<S3Settings, ObjectStore> stores) {
        this.prefixUri = prefixUri;
        this.boundedness = boundedness;
        this.mode = mode;
        this.stores = stores;
    }

    @Override
    public Boundedness getBoundedness() {
        return boundedness;
    }

    @Override
    public SourceReader<Either<Rejection, LandedObject>, ListingSplit> createReader(
            SourceReaderContext context) {
        ListingMetrics metrics =
                ListingMetrics.register(new ConnectorMetrics(context.metricGroup()));
        S3Settings settings = S3Settings.of(context.getConfiguration().toMap());
        return new ListingReader(
                () -> mode.reader(new Listing(stores.apply(settings), prefixUri), metrics),
                context);
    }

    @Override
    public SplitEnumerator<ListingSplit, List<ListingSplit>> createEnumerator(
            SplitEnumeratorContext<ListingSplit> context) {
        return restoreEnumerator(context, List.of(ListingSplit.NOTHING_KNOWN));
    }

    @Override
    public SplitEnumerator<ListingSplit, List<ListingSplit>> restoreEnumerator(
            SplitEnumeratorContext<ListingSplit> context, List<ListingSplit> unassigned) {
        return new ListingEnumerator(context, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<ListingSplit> getSplitSerializer() {
        return new ListingSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<List<ListingSplit>> getEnumeratorCheckpointSerializer() {
        return new ListingEnumeratorSerializer();
    }

    @Override
    public TypeInformation<Either<Rejection, LandedObject>> getProducedType() {
        return Discovered.TYPE;
    }
}
