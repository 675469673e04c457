package io.adgaze.operators.ads;

import static java.util.Objects.requireNonNull;

import io.adgaze.operators.ads.sums.Change;
import io.adgaze.operators.consent.ViewerHashing;
import io.adgaze.operators.consent.WithdrawnConsents;
import io.adgaze.records.SessionResult;
import io.adgaze.records.withdrawal.Withdrawal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of a viewer's sessions of an ad counts: the first by its start, which may arrive
 * after others. Keyed by {@link ViewerHashing}, so that a withdrawal finds all that a viewer has
 * watched.
 *
 * <p>All of a viewer's sessions are kept, since the next one counts when the first is gone. A
 * session is gone when it is withdrawn, or its retention has ended; a timer, not a time to live,
 * sees to that, because what it adds has to be taken out of the ad's sums. With the last session
 * all state of the viewer is cleared, but for what is withdrawn: that keeps a session from counting
 * which was being measured meanwhile.
 */
public final class ViewerSessions
        extends KeyedCoProcessFunction<
                String, Tuple2<String, SessionResult>, Tuple2<String, Withdrawal>, Change> {

    private static final long serialVersionUID = 1L;

    /** Viewers of one ad are spread over so many parts, each of which sums its own. */
    static final int PARTS = 16;

    private final Duration retention;
    private final Duration withdrawalRetention;

    private transient MapState<String, CountedSession> sessions;

    /** By ad, the id of the session that counts, so that the others need not be read. */
    private transient MapState<String, String> counting;

    private transient WithdrawnConsents withdrawn;

    /**
     * @param retention how long a session counts toward its ad
     * @param withdrawalRetention how long a withdrawal is remembered
     */
    public ViewerSessions(Duration retention, Duration withdrawalRetention) {
        this.retention = retention;
        this.withdrawalRetention = withdrawalRetention;
    }

    @Override
    public void open(OpenContext context) {
        sessions =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "sessions",
                                        Types.STRING,
                                        TypeInformation.of(CountedSession.class)));
        counting =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>("counting", Types.STRING, Types.STRING));
        withdrawn = new WithdrawnConsents(getRuntimeContext(), withdrawalRetention);
    }

    @Override
    public void processElement1(
            Tuple2<String, SessionResult> measured, Context context, Collector<Change> out)
            throws Exception {
        SessionResult result = measured.f1;
        if (withdrawn.cover(result.summary().sessionId(), result.consentGrantedAt())) {
            return;
        }
        long countsUntil = context.timerService().currentProcessingTime() + retention.toMillis();
        CountedSession session = CountedSession.of(result, countsUntil);
        removeFromAnotherAd(session, context.getCurrentKey(), out);
        CountedSession before = counting(session.adId());
        sessions.put(session.sessionId(), session);
        context.timerService().registerProcessingTimeTimer(countsUntil);
        if (before == null || CountedSession.FIRST.compare(session, before) < 0) {
            out.collect(change(before, session, context.getCurrentKey()));
        } else if (before.sessionId().equals(session.sessionId())) {
            out.collect(change(before, first(session.adId()), context.getCurrentKey()));
        }
    }

    @Override
    public void processElement2(
            Tuple2<String, Withdrawal> withdrawal, Context context, Collector<Change> out)
            throws Exception {
        withdrawn.add(withdrawal.f1);
        List<CountedSession> gone = new ArrayList<>();
        for (CountedSession session : sessions.values()) {
            if (withdrawn.cover(session.sessionId(), session.consentGrantedAt())) {
                gone.add(session);
            }
        }
        for (Change change : remove(gone, context.getCurrentKey())) {
            out.collect(change.withdrawn());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Change> out)
            throws Exception {
        List<CountedSession> gone = new ArrayList<>();
        for (CountedSession session : sessions.values()) {
            if (session.countsUntil() <= timestamp) {
                gone.add(session);
            }
        }
        remove(gone, context.getCurrentKey()).forEach(out::collect);
    }

    /** An id that landed again, under another ad, after it had been forgotten. */
    private void removeFromAnotherAd(CountedSession session, String viewer, Collector<Change> out)
            throws Exception {
        CountedSession same = sessions.get(session.sessionId());
        if (same != null && !same.adId().equals(session.adId())) {
            remove(List.of(same), viewer).forEach(out::collect);
        }
    }

    private List<Change> remove(List<CountedSession> gone, String viewer) throws Exception {
        for (CountedSession session : gone) {
            sessions.remove(session.sessionId());
        }
        List<Change> changes = new ArrayList<>();
        for (CountedSession session : gone) {
            if (session.sessionId().equals(counting.get(session.adId()))) {
                changes.add(change(session, first(session.adId()), viewer));
            }
        }
        return changes;
    }

    private Change change(
            @Nullable CountedSession before, @Nullable CountedSession after, String viewer)
            throws Exception {
        String adId = requireNonNull(before == null ? after : before).adId();
        if (after == null) {
            counting.remove(adId);
        } else {
            counting.put(adId, after.sessionId());
        }
        return new Change(
                adId,
                Math.floorMod(viewer.hashCode(), PARTS),
                before == null ? null : before.contribution(),
                after == null ? null : after.contribution(),
                false);
    }

    private @Nullable CountedSession counting(String adId) throws Exception {
        String sessionId = counting.get(adId);
        return sessionId == null ? null : sessions.get(sessionId);
    }

    private @Nullable CountedSession first(String adId) throws Exception {
        CountedSession first = null;
        for (CountedSession session : sessions.values()) {
            if (session.adId().equals(adId)
                    && (first == null || CountedSession.FIRST.compare(session, first) < 0)) {
                first = session;
            }
        }
        return first;
    }
}
