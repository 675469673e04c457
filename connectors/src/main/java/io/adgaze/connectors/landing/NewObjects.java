package io.adgaze.connectors.landing;

import io.adgaze.records.Rejection;
import io.adgaze.storage.ListedObject;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.types.Either;

/** Emits listed objects that matter and are not known, which they are from then on. */
final class NewObjects<T>
        implements RecordEmitter<ListedObject, Either<Rejection, T>, Set<String>> {

    private final Discovery<T> discovery;
    private final UnaryOperator<String> memory;

    NewObjects(Discovery<T> discovery, UnaryOperator<String> memory) {
        this.discovery = discovery;
        this.memory = memory;
    }

    @Override
    public void emitRecord(
            ListedObject object, SourceOutput<Either<Rejection, T>> out, Set<String> known) {
        String remembered = memory.apply(object.uri());
        if (known.contains(remembered)) {
            return;
        }
        long modifiedAtMs = object.modifiedAt().toEpochMilli();
        String version = modifiedAtMs + "-" + object.sizeBytes();
        discovery
                .object(object.uri(), version, modifiedAtMs)
                .ifPresent(
                        found -> {
                            known.add(remembered);
                            out.collect(found);
                        });
    }
}
