package io.adgaze.connectors.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.connector.file.src.PendingSplitsCheckpointSerializer;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a savepoint holds of the listing, and what one of a release with FileSource held. */
class ListingSerializersTest {

    private static final String A = "s3://bucket/landing/ad_id=a-1/session=s-1/a.webm";
    private static final String B = "s3://bucket/landing/ad_id=a-1/session=s-1/b %2F:ä.webm";
    private static final String C = "s3://bucket/landing/ad_id=a-1/session=s-1/manifest.json";

    private final ListingSplitSerializer splits = new ListingSplitSerializer();
    private final ListingEnumeratorSerializer states = new ListingEnumeratorSerializer();

    @Test
    void whatIsWrittenIsRead() throws IOException {
        ListingSplit split =
                new ListingSplit(Set.of(A, "s3://b/\uD800\n" + "x".repeat(1024)), Set.of(B, C));

        assertThat(splits.deserialize(splits.getVersion(), splits.serialize(split)))
                .isEqualTo(split);
        assertThat(states.deserialize(states.getVersion(), states.serialize(List.of(split))))
                .containsExactly(split);
        assertThat(states.deserialize(states.getVersion(), states.serialize(List.of()))).isEmpty();
    }

    @Test
    void aFileThatAReaderHadYetToEmitIsDue() throws IOException {
        assertThat(read(file(A))).isEqualTo(new ListingSplit(Set.of(), Set.of(A)));
        assertThat(read(file(B).updateWithCheckpointedPosition(new CheckpointedPosition(0, 0))))
                .isEqualTo(new ListingSplit(Set.of(), Set.of(B)));
    }

    @Test
    void aFileThatAReaderHadEmittedIsKnown() throws IOException {
        assertThat(read(file(B).updateWithCheckpointedPosition(new CheckpointedPosition(0, 1))))
                .isEqualTo(ListingSplit.knowing(Set.of(B)));
    }

    @Test
    void filesThatTheEnumeratorHadSeenAreKnownButForThosePending() throws IOException {
        List<ListingSplit> parts = read(List.of(file(B)), Stream.of(A, B, C));

        assertThat(ListingSplit.merged(parts)).isEqualTo(ListingSplit.knowing(Set.of(A, C)));
    }

    @Test
    void whatIsDueIsNotKnownWhateverCameFirst() throws IOException {
        List<ListingSplit> parts = new ArrayList<>(read(List.of(), Stream.of(A, B)));
        parts.add(0, read(file(B)));

        assertThat(ListingSplit.merged(parts)).isEqualTo(ListingSplit.knowing(Set.of(A)));
    }

    /** A bounded FileSource kept no paths, and one over nothing has none. */
    @Test
    void withoutPathsThereIsAListingAllTheSame() throws IOException {
        assertThat(read(List.of(), Stream.of())).isNotEmpty();
    }

    @Test
    void manyFilesComeInPartsOfAMessagesSize() throws IOException {
        int count = 2 * ListingEnumeratorSerializer.PART_SIZE + 1;

        List<ListingSplit> parts = read(List.of(), IntStream.range(0, count).mapToObj(i -> C + i));

        assertThat(parts)
                .allMatch(part -> part.known().size() <= ListingEnumeratorSerializer.PART_SIZE);
        assertThat(ListingSplit.merged(parts).known()).hasSize(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void anUnknownVersionIsSaid(int version) {
        assertThatThrownBy(() -> splits.deserialize(version, new byte[8]))
                .hasMessageContaining("version")
                .hasMessageContaining("" + version);
        assertThatThrownBy(() -> states.deserialize(version, new byte[8]))
                .hasMessageContaining("version")
                .hasMessageContaining("" + version);
    }

    /** A log of splits is not to hold every key. */
    @Test
    void aSplitsNameHoldsNoKey() {
        assertThat(ListingSplit.knowing(Set.of(A)).toString()).doesNotContain("session=");
    }

    private ListingSplit read(FileSourceSplit file) throws IOException {
        var earlier = FileSourceSplitSerializer.INSTANCE;
        return splits.deserialize(earlier.getVersion(), earlier.serialize(file));
    }

    private List<ListingSplit> read(List<FileSourceSplit> pending, Stream<String> processed)
            throws IOException {
        var earlier = new PendingSplitsCheckpointSerializer<>(FileSourceSplitSerializer.INSTANCE);
        var checkpoint =
                PendingSplitsCheckpoint.fromCollectionSnapshot(
                        pending, processed.map(Path::new).toList());
        return states.deserialize(earlier.getVersion(), earlier.serialize(checkpoint));
    }

    private static FileSourceSplit file(String uri) {
        return new FileSourceSplit("1", new Path(uri), 0, 10, 1_000, 10);
    }
}
