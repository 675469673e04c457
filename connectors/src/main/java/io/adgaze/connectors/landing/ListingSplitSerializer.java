package io.adgaze.connectors.landing;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Version 2; version 1 is a file that a reader of Flink's FileSource had been given. */
final class ListingSplitSerializer implements SimpleVersionedSerializer<ListingSplit> {

    private static final int FILE_SOURCE = 1;
    private static final int VERSION = 2;

    private static final int INITIAL_BYTES = 4096;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(ListingSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
        write(split.known(), out);
        write(split.due(), out);
        return out.getCopyOfBuffer();
    }

    private static void write(Set<String> uris, DataOutputSerializer out) throws IOException {
        out.writeInt(uris.size());
        for (String uri : uris) {
            out.writeUTF(uri);
        }
    }

    @Override
    public ListingSplit deserialize(int version, byte[] serialized) throws IOException {
        return switch (version) {
            case VERSION -> read(new DataInputDeserializer(serialized));
            case FILE_SOURCE ->
                    of(FileSourceSplitSerializer.INSTANCE.deserialize(version, serialized));
            default -> throw new IOException("Unknown version of a listing's split: " + version);
        };
    }

    private static ListingSplit read(DataInputDeserializer in) throws IOException {
        return new ListingSplit(readUris(in), readUris(in));
    }

    private static Set<String> readUris(DataInputDeserializer in) throws IOException {
        int count = in.readInt();
        Set<String> uris = new HashSet<>();
        for (int i = 0; i < count; i++) {
            uris.add(in.readUTF());
        }
        return uris;
    }

    private static ListingSplit of(FileSourceSplit file) {
        Set<String> uri = Set.of(file.path().toString());
        boolean emitted =
                file.getReaderPosition()
                        .map(CheckpointedPosition::getRecordsAfterOffset)
                        .map(count -> count > 0)
                        .orElse(false);
        return emitted ? ListingSplit.knowing(uri) : new ListingSplit(Set.of(), uri);
    }
}
