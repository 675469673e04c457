package io.adgaze.connectors.landing;

import io.adgaze.connectors.metrics.ConnectorMetrics;
import io.adgaze.records.Rejection;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.S3Settings;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
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

/**
 * Lists one prefix, in one reader, which is on a TaskManager and finds the store's settings there.
 * The reader's state is what it has emitted.
 *
 * <p>Restores what Flink's FileSource kept, which found landed objects up to 0.1.0.
 *
 * @param <T> what objects are taken for
 */
final class ListingSource<T>
        implements Source<Either<Rejection, T>, ListingSplit, List<ListingSplit>>,
                ResultTypeQueryable<Either<Rejection, T>> {

    private static final long serialVersionUID = 1L;

    private final ListedPlace place;
    private final Discovery<T> discovery;
    private final Boundedness boundedness;
    private final Mode mode;

    /** Whether there is one listing, or one after another. */
    interface Mode extends Serializable {
        SplitReader<ListedObject, ListingSplit> reader(Listing listing, ListingMetrics metrics);
    }

    ListingSource(ListedPlace place, Discovery<T> discovery, Boundedness boundedness, Mode mode) {
        this.place = place;
        this.discovery = discovery;
        this.boundedness = boundedness;
        this.mode = mode;
    }

    @Override
    public Boundedness getBoundedness() {
        return boundedness;
    }

    @Override
    public SourceReader<Either<Rejection, T>, ListingSplit> createReader(
            SourceReaderContext context) {
        Map<String, String> configuration = context.getConfiguration().toMap();
        ListingMetrics metrics =
                ListingMetrics.register(new ConnectorMetrics(context.metricGroup()));
        S3Settings settings = S3Settings.of(configuration);
        return new ListingReader<>(
                () -> mode.reader(place.open(settings), metrics),
                new NewObjects<>(discovery, discovery.memory(configuration)),
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
    public TypeInformation<Either<Rejection, T>> getProducedType() {
        return discovery.type();
    }
}
