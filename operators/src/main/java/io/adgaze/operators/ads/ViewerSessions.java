package io.adgaze.operators.ads;

import io.adgaze.operators.ads.sums.Change;
import io.adgaze.operators.ads.sums.Contribution;
import io.adgaze.records.SessionResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of a viewer's sessions of an ad counts: the first by its start, which may arrive
 * after others. Keyed by ad and viewer.
 *
 * <p>All of a viewer's sessions are kept, since the next one counts when the first is gone. A
 * session is gone when its retention has ended; a timer, not a time to live, sees to that, because
 * what it adds has to be taken out of the ad's sums. With the last session all state of the viewer
 * is cleared.
 */
public final class ViewerSessions
        extends KeyedProcessFunction<Tuple2<String, String>, SessionResult, Change> {

    private static final long serialVersionUID = 1L;

    /** Viewers of one ad are spread over so many parts, each of which sums its own. */
    static final int PARTS = 16;

    private final Duration retention;

    private transient MapState<String, CountedSession> sessions;

    /** The id of the one that counts, so that the others need not be read. */
    private transient ValueState<String> counting;

    /**
     * @param retention how long a session counts toward its ad
     */
    public ViewerSessions(Duration retention) {
        this.retention = retention;
    }

    /** The ad and the viewer. */
    public static KeySelector<SessionResult, Tuple2<String, String>> key() {
        return result -> Tuple2.of(result.summary().adId(), result.summary().viewerKey());
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
                getRuntimeContext().getState(new ValueStateDescriptor<>("counting", Types.STRING));
    }

    @Override
    public void processElement(SessionResult result, Context context, Collector<Change> out)
            throws Exception {
        long countsUntil = context.timerService().currentProcessingTime() + retention.toMillis();
        CountedSession session =
                new CountedSession(
                        result.summary().sessionId(), countsUntil, Contribution.of(result));
        CountedSession before = counting();
        sessions.put(session.sessionId(), session);
        context.timerService().registerProcessingTimeTimer(countsUntil);
        if (before == null || before.sessionId().equals(session.sessionId())) {
            change(before, first(), context.getCurrentKey(), out);
        } else if (CountedSession.FIRST.compare(session, before) < 0) {
            change(before, session, context.getCurrentKey(), out);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Change> out)
            throws Exception {
        CountedSession before = counting();
        removeUntil(timestamp);
        if (before != null && !sessions.contains(before.sessionId())) {
            change(before, first(), context.getCurrentKey(), out);
        }
    }

    private void removeUntil(long now) throws Exception {
        List<String> gone = new ArrayList<>();
        for (CountedSession session : sessions.values()) {
            if (session.countsUntil() <= now) {
                gone.add(session.sessionId());
            }
        }
        for (String sessionId : gone) {
            sessions.remove(sessionId);
        }
    }

    private void change(
            @Nullable CountedSession before,
            @Nullable CountedSession after,
            Tuple2<String, String> key,
            Collector<Change> out)
            throws Exception {
        counting.update(after == null ? null : after.sessionId());
        out.collect(
                new Change(
                        key.f0,
                        Math.floorMod(key.f1.hashCode(), PARTS),
                        before == null ? null : before.contribution(),
                        after == null ? null : after.contribution()));
    }

    private @Nullable CountedSession counting() throws Exception {
        String sessionId = counting.value();
        return sessionId == null ? null : sessions.get(sessionId);
    }

    private @Nullable CountedSession first() throws Exception {
        CountedSession first = null;
        for (CountedSession session : sessions.values()) {
            if (first == null || CountedSession.FIRST.compare(session, first) < 0) {
                first = session;
            }
        }
        return first;
    }
}
