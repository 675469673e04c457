package io.adgaze.operators.consent;

import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.records.withdrawal.Withdrawal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Lets sessions through under a consent that holds, and rejects others as {@link
 * RejectReason#CONSENT_WITHDRAWN}, whichever comes first. Of a session that was let through and is
 * withdrawn it tells whoever comes behind, since the session may still wait or be read there. Keyed
 * by {@link ViewerHashing}.
 */
public final class ConsentGate
        extends KeyedCoProcessFunction<
                String,
                Tuple2<String, Session>,
                Tuple2<String, Withdrawal>,
                Either<WithdrawnSession, Session>> {

    private static final long serialVersionUID = 1L;

    private final OutputTag<Rejection> rejections;
    private final Duration retention;

    private transient WithdrawnConsents withdrawn;
    private transient MapState<String, LetThrough> sessions;

    /**
     * A session that may be withdrawn.
     *
     * @param grantedAt when its consent was given; null where that is not known
     */
    public record LetThrough(@Nullable Instant grantedAt) {}

    /**
     * @param rejections where rejections go
     * @param retention how long sessions and withdrawals are remembered
     */
    public ConsentGate(OutputTag<Rejection> rejections, Duration retention) {
        this.rejections = rejections;
        this.retention = retention;
    }

    /** The type of what comes out. */
    public static TypeInformation<Either<WithdrawnSession, Session>> type() {
        return new EitherTypeInfo<>(
                TypeInformation.of(WithdrawnSession.class), TypeInformation.of(Session.class));
    }

    @Override
    public void open(OpenContext context) {
        withdrawn = new WithdrawnConsents(getRuntimeContext(), retention);
        var descriptor =
                new MapStateDescriptor<>(
                        "sessions", Types.STRING, TypeInformation.of(LetThrough.class));
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(retention).build());
        sessions = getRuntimeContext().getMapState(descriptor);
    }

    @Override
    public void processElement1(
            Tuple2<String, Session> landed,
            Context context,
            Collector<Either<WithdrawnSession, Session>> out)
            throws Exception {
        Session session = landed.f1;
        Instant grantedAt = session.consent().grantedAt();
        if (withdrawn.cover(session.sessionId(), grantedAt)) {
            context.output(rejections, rejection(session));
            return;
        }
        sessions.put(session.sessionId(), new LetThrough(grantedAt));
        out.collect(Either.Right(session));
    }

    @Override
    public void processElement2(
            Tuple2<String, Withdrawal> withdrawal,
            Context context,
            Collector<Either<WithdrawnSession, Session>> out)
            throws Exception {
        withdrawn.add(withdrawal.f1);
        List<String> gone = new ArrayList<>();
        for (Map.Entry<String, LetThrough> session : sessions.entries()) {
            if (withdrawn.cover(session.getKey(), session.getValue().grantedAt())) {
                gone.add(session.getKey());
            }
        }
        for (String sessionId : gone) {
            sessions.remove(sessionId);
            out.collect(Either.Left(new WithdrawnSession(sessionId)));
        }
    }

    private static Rejection rejection(Session session) {
        String why =
                session.consent().grantedAt() == null
                        ? " and 'consent.granted_at' does not say that this consent is a later one"
                        : "";
        String message =
                session.manifestUri()
                        + " commits a session of which the viewer has withdrawn"
                        + why
                        + ". It is not measured; record again once the viewer has consented again.";
        return new Rejection(
                session.manifestUri(),
                session.sessionId(),
                RejectReason.CONSENT_WITHDRAWN,
                message,
                Instant.now());
    }
}
