package io.adgaze.operators.ads;

import static io.adgaze.operators.ads.ResultBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.operators.Harnesses;
import io.adgaze.records.SessionResult;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class FormerSessionsTest {

    private static final Duration RETENTION = Duration.ofDays(90);
    private static final int SESSIONS = 1300;

    /** What an ad's aggregation kept until 0.2.0. */
    private static final class Former
            extends KeyedProcessFunction<String, SessionResult, SessionResult> {

        private static final long serialVersionUID = 1L;

        private transient MapState<String, SessionResult> sessions;

        @Override
        public void open(OpenContext context) {
            var descriptor =
                    new MapStateDescriptor<>(
                            "sessions", Types.STRING, TypeInformation.of(SessionResult.class));
            descriptor.enableTimeToLive(StateTtlConfig.newBuilder(RETENTION).build());
            sessions = getRuntimeContext().getMapState(descriptor);
        }

        @Override
        public void processElement(
                SessionResult result, Context context, Collector<SessionResult> out)
                throws Exception {
            sessions.put(result.summary().sessionId(), result);
            context.timerService().registerProcessingTimeTimer(60_000);
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }
    }

    @Test
    void handsOnEachSessionOnce() throws Exception {
        OperatorSubtaskState state = former(SESSIONS);
        try (var operator = restored(state)) {
            operator.setProcessingTime(1);
            operator.setProcessingTime(120_000); // The former timers come due.

            assertThat(ids(operator)).hasSize(SESSIONS).doesNotHaveDuplicates();
            assertThat(operator.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void goesOnFromWhereACheckpointLeftIt() throws Exception {
        OperatorSubtaskState halfway;
        int before;
        try (var operator = restored(former(SESSIONS))) {
            operator.setProcessingTime(0); // As far as one turn goes.
            before = ids(operator).size();
            halfway = operator.snapshot(1, 1);
        }
        try (var operator = restored(halfway)) {
            operator.setProcessingTime(1);

            assertThat(before + ids(operator).size()).isEqualTo(SESSIONS);
        }
    }

    @Test
    void boundedInputEndsWithAllOfThem() throws Exception {
        try (var operator = restored(former(SESSIONS))) {
            operator.processWatermark(Long.MAX_VALUE);

            assertThat(ids(operator)).hasSize(SESSIONS);
        }
    }

    @Test
    void doesNothingWhereThereWasNothing() throws Exception {
        try (var operator = operator()) {
            operator.open();
            operator.setProcessingTime(1);

            assertThat(ids(operator)).isEmpty();
        }
    }

    private static OperatorSubtaskState former(int sessions) throws Exception {
        try (var harness =
                Harnesses.open(
                        new Former(),
                        result -> result.summary().adId(),
                        TypeInformation.of(SessionResult.class))) {
            for (int n = 0; n < sessions; n++) {
                harness.processElement(
                        session(n).ad("a-" + (n % 3 == 0 ? 0 : 1)).happySecond(0, .5f).build(), 0);
            }
            return harness.snapshot(1, 1);
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, SessionResult, SessionResult>
            restored(OperatorSubtaskState state) throws Exception {
        var operator = operator();
        operator.initializeState(state);
        operator.open();
        return operator;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, SessionResult, SessionResult>
            operator() throws Exception {
        var operator =
                new KeyedOneInputStreamOperatorTestHarness<String, SessionResult, SessionResult>(
                        new FormerSessions(RETENTION),
                        result -> result.summary().adId(),
                        Types.STRING);
        Harnesses.refuseKryo(operator);
        operator.setup(
                TypeInformation.of(SessionResult.class)
                        .createSerializer(operator.getExecutionConfig().getSerializerConfig()));
        return operator;
    }

    private static List<String> ids(
            KeyedOneInputStreamOperatorTestHarness<String, SessionResult, SessionResult> operator) {
        return operator.extractOutputValues().stream()
                .map(result -> result.summary().sessionId())
                .toList();
    }
}
