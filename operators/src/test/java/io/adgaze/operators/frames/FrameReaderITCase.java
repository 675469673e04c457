package io.adgaze.operators.frames;

import static io.adgaze.operators.SessionBuilder.aSession;
import static io.adgaze.operators.frames.TestRecordings.every;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.operators.consent.ConsentGate;
import io.adgaze.operators.consent.WithdrawnSession;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frame reader on a cluster: its mailbox, its checkpoints, its end. */
@Timeout(120)
class FrameReaderITCase {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final OutputTag<Rejection> REJECTIONS =
            new OutputTag<>("rejections", TypeInformation.of(Rejection.class));

    private static final ReadingLimits EACH_FRAME = new ReadingLimits(1000, 2560, 600_000);
    private static final int SESSIONS = 6;

    /** Enough work for many checkpoints. */
    private static final int MANY_SESSIONS = 24;

    private static final int FRAMES = 500;
    private static final int FRAME_MS = 40;
    private static final int MORE_THAN_ALL = 3 * MANY_SESSIONS * FRAMES;

    @TempDir private Path folder;
    private TestRecordings recordings;

    @BeforeEach
    void prepare() {
        recordings = new TestRecordings(folder);
    }

    @AfterEach
    void nothingStaysOpen() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> {
                            assertThat(LocalStore.openChannels()).isZero();
                            assertThat(LocalStore.openStores()).isZero();
                        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void boundedInputIsReadToItsEnd(int parallelism) throws Exception {
        StreamExecutionEnvironment env = environment(parallelism);
        DataStream<String> rows = split(env, sessions(SESSIONS), LocalStore::new, new Look());

        assertThat(collect(rows)).containsExactlyInAnyOrderElementsOf(expectedRows(SESSIONS));
    }

    @Test
    void progressIsCounted() throws Exception {
        StreamExecutionEnvironment env = environment(2);
        split(env, sessions(SESSIONS), LocalStore::new, new Look()).sinkTo(new DiscardingSink<>());

        var result = env.execute();

        assertThat(result.<Long>getAccumulatorResult(FrameReaderFactory.FRAMES_ANALYSED))
                .isEqualTo((long) SESSIONS * FRAMES);
        assertThat(result.<Long>getAccumulatorResult(FrameReaderFactory.SESSIONS_READ))
                .isEqualTo(SESSIONS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void afterAFailureInMidRecordingNoFrameIsMissingOrTwice(int parallelism) throws Exception {
        StreamExecutionEnvironment env = environment(parallelism);
        env.enableCheckpointing(10);
        // The input is at its end long before the recordings are.
        env.getCheckpointConfig().enableUnalignedCheckpoints();
        ObjectRef cut =
                recordings.truncate("cut.webm", recordings.record("b.webm", every(40, 60)), .5);
        List<Session> sessions = new ArrayList<>(sessions(MANY_SESSIONS));
        sessions.add(0, aSession().id("s-cut").recordings(cut).build());
        FailOnce.FAILURES.set(0);

        List<String> rows = collect(split(env, sessions, LocalStore::new, new FailOnce()));

        assertThat(FailOnce.FAILURES).hasValue(1);
        assertThat(rows).doesNotHaveDuplicates();
        assertThat(rows).containsAll(expectedRows(MANY_SESSIONS));
        assertThat(rows)
                .filteredOn(row -> row.startsWith("rejected"))
                .containsExactly("rejected s-cut RECORDING_TRUNCATED");
    }

    @Test
    void aStoreThatCannotBeReachedFailsTheJob() throws Exception {
        StreamExecutionEnvironment env = environment(1);
        split(env, sessions(SESSIONS), () -> new BreakingStore(0, IOException::new), new Look())
                .sinkTo(new DiscardingSink<>());

        assertThatThrownBy(env::execute).hasStackTraceContaining(BreakingStore.MESSAGE);
    }

    @Test
    void aCancelledJobClosesItsRecordings() throws Exception {
        StreamExecutionEnvironment env = environment(1);
        split(env, sessions(10_000), LocalStore::new, new Look()).sinkTo(new DiscardingSink<>());

        JobClient job = env.executeAsync();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> LocalStore.openChannels() == 1);
        job.cancel().get();

        assertThatThrownBy(() -> job.getJobExecutionResult().get())
                .isInstanceOf(ExecutionException.class)
                .hasStackTraceContaining("cancel");
    }

    @Test
    void framesThatWouldCrossANetworkAreRefused() throws Exception {
        StreamExecutionEnvironment env = environment(1);
        reader(env, sessions(SESSIONS), LocalStore::new)
                .rebalance()
                .map(new Look())
                .returns(Types.STRING)
                .sinkTo(new DiscardingSink<>());

        assertThatThrownBy(env::execute).hasStackTraceContaining("never leave the operator chain");
    }

    /** A store without a configuration. */
    private interface Store extends Serializable {

        ObjectStore make();
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        return env;
    }

    private static DataStream<String> split(
            StreamExecutionEnvironment env,
            List<Session> sessions,
            Store store,
            MapFunction<SessionFrame, String> look) {
        SingleOutputStreamOperator<SessionFrame> frames = reader(env, sessions, store);
        DataStream<String> rejections =
                frames.getSideOutput(REJECTIONS)
                        .map(r -> "rejected %s %s".formatted(r.sessionId(), r.reason()))
                        .returns(Types.STRING);
        return frames.map(look).returns(Types.STRING).union(rejections);
    }

    private static SingleOutputStreamOperator<SessionFrame> reader(
            StreamExecutionEnvironment env, List<Session> sessions, Store store) {
        return env.fromData(sessions, TypeInformation.of(Session.class))
                .map(Either::<WithdrawnSession, Session>Right)
                .returns(ConsentGate.type())
                .keyBy(session -> session.right().sessionId(), Types.STRING)
                .transform(
                        "frame reader",
                        InChainType.SESSION_FRAME,
                        new FrameReaderFactory(
                                settings -> store.make(),
                                ReaderScenario.MARKS,
                                EACH_FRAME,
                                REJECTIONS));
    }

    private static List<String> collect(DataStream<String> rows) throws Exception {
        return rows.executeAndCollect(MORE_THAN_ALL);
    }

    private List<Session> sessions(int n) throws IOException {
        ObjectRef recording = recordings.record("a.webm", every(FRAME_MS, FRAMES));
        return IntStream.range(0, n)
                .mapToObj(i -> aSession().id("s-" + i).recordings(recording).build())
                .toList();
    }

    private static List<String> expectedRows(int sessions) {
        List<String> rows = new ArrayList<>();
        for (int session = 0; session < sessions; session++) {
            rows.add("s-%d start".formatted(session));
            for (int i = 0; i < FRAMES; i++) {
                rows.add(
                        "s-%d frame %d at %d"
                                .formatted(session, i % TestRecordings.NUMBERS, i * FRAME_MS));
            }
            rows.add("s-%d end at %d".formatted(session, FRAMES * FRAME_MS));
        }
        return rows;
    }

    /** Looks at each frame in the reader's chain. */
    private static class Look implements MapFunction<SessionFrame, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public String map(SessionFrame element) {
            String sessionId = element.sessionId();
            if (element instanceof SessionFrame.Decoded frame) {
                int number = TestRecordings.numberOf(frame.bgr());
                return "%s frame %d at %d".formatted(sessionId, number, frame.recordingMs());
            }
            return element instanceof SessionFrame.End end
                    ? "%s end at %d".formatted(sessionId, end.recording().recordingMs())
                    : sessionId + " start";
        }
    }

    /** Fails once, in mid-recording, when a checkpoint that was taken in one has completed. */
    private static final class FailOnce extends Look implements CheckpointListener {

        private static final long serialVersionUID = 1L;
        private static final AtomicInteger FAILURES = new AtomicInteger();

        private transient boolean begun;
        private transient boolean checkpointed;

        @Override
        public String map(SessionFrame element) {
            begun = true;
            boolean midRecording =
                    element instanceof SessionFrame.Decoded frame && frame.recordingMs() > 0;
            if (checkpointed && midRecording && FAILURES.compareAndSet(0, 1)) {
                throw new IllegalStateException("as planned");
            }
            return super.map(element);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpointed = begun;
        }
    }
}
