package io.adgaze.connectors.landing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.connector.file.src.PendingSplitsCheckpointSerializer;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Version 2; version 1 is what the enumerator of Flink's FileSource kept. */
final class ListingEnumeratorSerializer implements SimpleVersionedSerializer<List<ListingSplit>> {

    /**
     * URIs in a part: with keys of 1 KiB, S3's longest, half of what goes in one message from the
     * JobManager to a task (pekko.framesize, 10 MiB).
     */
    static final int PART_SIZE = 5_000;

    private static final int FILE_SOURCE = 1;
    private static final int VERSION = 2;

    private static final int INITIAL_BYTES = 4096;

    private final ListingSplitSerializer splits = new ListingSplitSerializer();

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(List<ListingSplit> unassigned) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
        SimpleVersionedSerialization.writeVersionAndSerializeList(splits, unassigned, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public List<ListingSplit> deserialize(int version, byte[] serialized) throws IOException {
        return switch (version) {
            case VERSION ->
                    SimpleVersionedSerialization.readVersionAndDeserializeList(
                            splits, new DataInputDeserializer(serialized));
            case FILE_SOURCE -> partsOf(readFileSource(serialized));
            default -> throw new IOException("Unknown version of a listing's state: " + version);
        };
    }

    private static PendingSplitsCheckpoint<FileSourceSplit> readFileSource(byte[] serialized)
            throws IOException {
        return new PendingSplitsCheckpointSerializer<>(FileSourceSplitSerializer.INSTANCE)
                .deserialize(FILE_SOURCE, serialized);
    }

    /**
     * What it had given to a reader or was about to: all but the pending. Where it was bounded, it
     * kept no paths; what is found again is then held back by the manifest gate.
     */
    private static List<ListingSplit> partsOf(PendingSplitsCheckpoint<FileSourceSplit> kept) {
        Set<String> known = new HashSet<>();
        for (Path processed : kept.getAlreadyProcessedPaths()) {
            known.add(processed.toString());
        }
        kept.getSplits().forEach(pending -> known.remove(pending.path().toString()));
        List<String> uris = List.copyOf(known);
        List<ListingSplit> parts = new ArrayList<>();
        parts.add(ListingSplit.NOTHING_KNOWN); // With none at all there would be no listing.
        for (int from = 0; from < uris.size(); from += PART_SIZE) {
            int to = Math.min(from + PART_SIZE, uris.size());
            parts.add(ListingSplit.knowing(Set.copyOf(uris.subList(from, to))));
        }
        return List.copyOf(parts);
    }
}
