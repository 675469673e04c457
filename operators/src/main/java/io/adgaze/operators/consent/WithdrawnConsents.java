package io.adgaze.operators.consent;

import io.adgaze.records.withdrawal.Withdrawal;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** What a viewer has withdrawn, in state that is keyed by {@link ViewerHashing}. */
public final class WithdrawnConsents {

    /** Consents granted before are withdrawn, all of them. */
    private final ValueState<Instant> before;

    /** Sessions that are withdrawn by their ids. */
    private final MapState<String, Boolean> sessions;

    /**
     * @param retention how long a withdrawal is remembered
     */
    public WithdrawnConsents(RuntimeContext context, Duration retention) {
        StateTtlConfig ttl = StateTtlConfig.newBuilder(retention).build();
        var beforeDescriptor = new ValueStateDescriptor<>("withdrawn-before", Types.INSTANT);
        beforeDescriptor.enableTimeToLive(ttl);
        before = context.getState(beforeDescriptor);
        var sessionsDescriptor =
                new MapStateDescriptor<>("withdrawn-sessions", Types.STRING, Types.BOOLEAN);
        sessionsDescriptor.enableTimeToLive(ttl);
        sessions = context.getMapState(sessionsDescriptor);
    }

    /** Remembers one; the same twice is one. */
    public void add(Withdrawal withdrawal) throws Exception {
        if (withdrawal.sessions() != null) {
            for (String session : withdrawal.sessions()) {
                sessions.put(session, true);
            }
            return;
        }
        Instant known = before.value();
        if (known == null || known.isBefore(withdrawal.requestedAt())) {
            before.update(withdrawal.requestedAt());
        }
    }

    /**
     * Whether the session is withdrawn.
     *
     * @param grantedAt when its consent was given; one that is not known to be later than the
     *     withdrawal is taken for withdrawn
     */
    public boolean cover(String sessionId, @Nullable Instant grantedAt) throws Exception {
        if (sessions.contains(sessionId)) {
            return true;
        }
        Instant all = before.value();
        return all != null && (grantedAt == null || grantedAt.isBefore(all));
    }
}
