package io.adgaze.jobs;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;

/** What a canonical savepoint in a local folder says of itself. */
final class SavepointContents {

    private static final ClassLoader LOADER = SavepointContents.class.getClassLoader();

    private final Path folder;
    private final List<OperatorState> operators;

    private SavepointContents(Path folder, List<OperatorState> operators) {
        this.folder = folder;
        this.operators = operators;
    }

    static SavepointContents in(Path folder) throws IOException {
        try (DataInputStream metadata =
                new DataInputStream(
                        new BufferedInputStream(
                                Files.newInputStream(folder.resolve("_metadata"))))) {
            var read =
                    Checkpoints.loadCheckpointMetadata(metadata, LOADER, folder.toUri().toString());
            return new SavepointContents(folder, List.copyOf(read.getOperatorStates()));
        }
    }

    /** Bytes of an operator's state. */
    long sizeOf(String uid) {
        return operators.stream()
                .filter(operator -> uid.equals(operator.getOperatorUid().orElse(null)))
                .mapToLong(OperatorState::getStateSize)
                .sum();
    }

    /** Whether a name, as of a record's component, stands in any of its files. */
    boolean mentions(String name) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(name)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What each state of each operator is written with, by the state's name. */
    Map<String, List<TypeSerializer<?>>> serializers() throws IOException {
        Map<String, List<TypeSerializer<?>>> serializers = new TreeMap<>();
        for (StateMetaInfoSnapshot state : states()) {
            List<TypeSerializer<?>> ofState =
                    serializers.computeIfAbsent(state.getName(), name -> new ArrayList<>());
            for (TypeSerializerSnapshot<?> snapshot :
                    state.getSerializerSnapshotsImmutable().values()) {
                ofState.add(snapshot.restoreSerializer());
            }
        }
        return serializers;
    }

    private List<StateMetaInfoSnapshot> states() throws IOException {
        List<StateMetaInfoSnapshot> states = new ArrayList<>();
        for (OperatorState operator : operators) {
            for (OperatorSubtaskState subtask : operator.getStates()) {
                for (KeyedStateHandle keyed : subtask.getManagedKeyedState()) {
                    states.addAll(keyedStates((KeyGroupsStateHandle) keyed));
                }
                for (OperatorStateHandle unkeyed : subtask.getManagedOperatorState()) {
                    states.addAll(operatorStates(unkeyed));
                }
            }
        }
        return states;
    }

    private static List<StateMetaInfoSnapshot> keyedStates(KeyGroupsStateHandle handle)
            throws IOException {
        try (FSDataInputStream in = handle.openInputStream()) {
            var header = new KeyedBackendSerializationProxy<>(LOADER);
            header.read(new DataInputViewStreamWrapper(in));
            return header.getStateMetaInfoSnapshots();
        }
    }

    private static List<StateMetaInfoSnapshot> operatorStates(OperatorStateHandle handle)
            throws IOException {
        try (FSDataInputStream in = handle.openInputStream()) {
            var header = new OperatorBackendSerializationProxy(LOADER);
            header.read(new DataInputViewStreamWrapper(in));
            List<StateMetaInfoSnapshot> states =
                    new ArrayList<>(header.getOperatorStateMetaInfoSnapshots());
            states.addAll(header.getBroadcastStateMetaInfoSnapshots());
            return states;
        }
    }
}
