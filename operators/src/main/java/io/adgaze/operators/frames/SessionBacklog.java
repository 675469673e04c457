package io.adgaze.operators.frames;

import io.adgaze.records.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that a subtask has yet to read to their end, in keyed state, each with the position
 * that a restart goes on from. All methods but {@link #next} are about the current key's session.
 */
final class SessionBacklog {

    private static final String SESSION_STATE = "session";

    private final KeyedStateBackend<String> backend;
    private final ValueState<Session> sessions;
    private final ValueState<SplitPosition> positions;
    private final Queue<String> waiting = new ArrayDeque<>();

    SessionBacklog(KeyedStateStore store, KeyedStateBackend<String> backend) {
        this.backend = backend;
        sessions =
                store.getState(
                        new ValueStateDescriptor<>(
                                SESSION_STATE, TypeInformation.of(Session.class)));
        positions =
                store.getState(
                        new ValueStateDescriptor<>(
                                "position", TypeInformation.of(SplitPosition.class)));
    }

    /** Takes up the sessions in state: those begun first, then by arrival. */
    void restore() throws IOException {
        List<WaitingSession> found = new ArrayList<>();
        try (Stream<String> keys = backend.getKeys(SESSION_STATE, VoidNamespace.INSTANCE)) {
            for (String key : keys.toList()) {
                backend.setCurrentKey(key);
                found.add(new WaitingSession(key, positions.value() != null, sessions.value()));
            }
        }
        found.stream()
                .sorted(WaitingSession.ORDER)
                .map(WaitingSession::sessionId)
                .forEach(waiting::add);
    }

    void add(Session session) throws IOException {
        sessions.update(session);
        waiting.add(session.sessionId());
    }

    /** How many have not been begun. */
    int waitingN() {
        return waiting.size();
    }

    /** The id of the one to be read next, which no longer waits. */
    String next() {
        return waiting.remove();
    }

    /** Lets one wait no more; whether it did. */
    boolean leave(String sessionId) {
        return waiting.remove(sessionId);
    }

    Session session() throws IOException {
        return sessions.value();
    }

    /** Null for one that was not begun. */
    @Nullable SplitPosition position() throws IOException {
        return positions.value();
    }

    void reached(SplitPosition position) throws IOException {
        positions.update(position);
    }

    void remove() {
        sessions.clear();
        positions.clear();
    }
}
