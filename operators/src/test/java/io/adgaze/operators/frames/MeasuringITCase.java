package io.adgaze.operators.frames;

import static io.adgaze.operators.PlayerEvents.ended;
import static io.adgaze.operators.PlayerEvents.play;
import static io.adgaze.operators.SessionBuilder.aSession;
import static io.adgaze.operators.frames.TestRecordings.every;
import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.operators.consent.ConsentGate;
import io.adgaze.operators.consent.WithdrawnSession;
import io.adgaze.operators.seconds.AdSecondWindow;
import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.FixationRow;
import io.adgaze.records.FrameRow;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.Purpose;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.records.SessionResult;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.ViewerSecond;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain, from recordings of a smiling face to ad seconds, under different consents. */
@Timeout(180)
class MeasuringITCase {

    @RegisterExtension static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

    private static final OutputTag<Rejection> REJECTIONS =
            new OutputTag<>("rejections", TypeInformation.of(Rejection.class));

    private static final OutputTag<FixationRow> FIXATIONS =
            new OutputTag<>("fixations", TypeInformation.of(FixationRow.class));

    private static final OutputTag<FrameRow> FRAMES =
            new OutputTag<>("frames", TypeInformation.of(FrameRow.class));

    private static final int FRAMES_N = 20;
    private static final int FRAME_MS = 100;
    private static final int MORE_THAN_ALL = 1000;

    @TempDir private Path folder;

    @Test
    void onlyWhatIsConsentedIsComputed() throws Exception {
        ObjectRef recording =
                new TestRecordings(folder)
                        .record("webcam.webm", Viewer.PORTRAIT, every(FRAME_MS, FRAMES_N));
        Map<String, SessionResult> results =
                measure(
                        session("all", recording, Purpose.values()),
                        session("expressions", recording, Purpose.EXPRESSIONS),
                        session("gaze", recording, Purpose.GAZE),
                        session("demographics", recording, Purpose.DEMOGRAPHICS));

        assertThat(results).hasSize(4);
        results.forEach(
                (id, result) -> {
                    boolean all = id.equals("all");
                    assertMeasured(result);
                    assertExpressions(result, all || id.equals("expressions"));
                    assertGaze(result, all || id.equals("gaze"));
                    assertDemographics(result.summary(), all || id.equals("demographics"));
                    assertPresent(result, ViewerSecond::engagementIndex, all);
                });
        assertThat(results.get("all").seconds().get(0).p().happy()).isGreaterThan(.5f);
        assertThat(results.get("all").seconds().get(0).attentionRate()).isEqualTo(1);
    }

    private static void assertMeasured(SessionResult result) {
        assertThat(result.summary().framesN()).isEqualTo(FRAMES_N);
        assertThat(result.summary().validRate()).isEqualTo(1);
        assertThat(result.seconds()).extracting(ViewerSecond::framesN).containsExactly(10, 10);
    }

    private static void assertExpressions(SessionResult result, boolean consented) {
        assertPresent(result, ViewerSecond::p, consented);
        assertPresent(result, ViewerSecond::dominantExpression, consented);
        assertPresent(result, ViewerSecond::expressiveness, consented);
        assertPresent(result, ViewerSecond::expressivenessDelta, consented);
        assertPresent(result, ViewerSecond::valence, consented);
        assertThat(result.summary().valence() != null).isEqualTo(consented);
    }

    private static void assertGaze(SessionResult result, boolean consented) {
        assertPresent(result, ViewerSecond::attentionRate, consented);
        assertPresent(result, ViewerSecond::yawDegMean, consented);
        assertPresent(result, ViewerSecond::pitchDegMean, consented);
        assertPresent(result, ViewerSecond::rollDegMean, consented);
        assertPresent(result, ViewerSecond::blinksN, consented);
        assertThat(result.summary().lookawaysN() != null).isEqualTo(consented);
        assertThat(result.summary().attentiveSeconds() != null).isEqualTo(consented);
        assertThat(result.summary().gazeCalibrated() != null).isEqualTo(consented);
    }

    private static void assertDemographics(SessionSummary summary, boolean consented) {
        assertThat(
                        Stream.of(
                                summary.ageEstimate(),
                                summary.ageEstimateSd(),
                                summary.genderEstimate(),
                                summary.genderConfidence()))
                .allMatch(value -> (value != null) == consented);
    }

    private static void assertPresent(
            SessionResult result, Function<ViewerSecond, Object> column, boolean present) {
        assertThat(result.seconds()).allMatch(row -> (column.apply(row) != null) == present);
    }

    private static Session session(String id, ObjectRef recording, Purpose... purposes) {
        return aSession()
                .id(id)
                .consentTo(purposes)
                .recordings(recording)
                .events(play(0, 0), ended(2000, 2000))
                .adDurationMs(2000)
                .build();
    }

    /**
     * While the viewer looks at the points, over two recordings, behind one that is rejected: what
     * the chain had seen by then was in memory only.
     */
    @Test
    void aFailureInMidCalibrationChangesNoRow() throws Exception {
        TestRecordings recordings = new TestRecordings(folder);
        ObjectRef recording = recordings.record("webcam.webm", Viewer.PORTRAIT, every(50, 120));
        Session session =
                aSession()
                        .recordings(recordings.record("single.webm", 0), recording, recording)
                        .calibration(
                                new CalibrationPoint(0, 100, 100),
                                new CalibrationPoint(1500, 900, 100),
                                new CalibrationPoint(3000, 100, 400),
                                new CalibrationPoint(4500, 900, 400),
                                new CalibrationPoint(6000, 500, 250),
                                new CalibrationPoint(FailOnce.LAST_POINT_MS, 500, 400))
                        .events(play(10_000, 0), ended(12_000, 2000))
                        .adDurationMs(2000)
                        .build();

        List<String> undisturbed = rows(environment(), frame -> frame, session);
        FailOnce.FAILURES.set(0);
        StreamExecutionEnvironment env = environment();
        env.enableCheckpointing(10);
        // The input is at its end long before the recordings are.
        env.getCheckpointConfig().enableUnalignedCheckpoints();
        List<String> disturbed = rows(env, new FailOnce(), session);

        assertThat(FailOnce.FAILURES).hasValue(1);
        assertThat(undisturbed)
                .filteredOn(row -> row.startsWith("FrameRow"))
                .hasSize(240)
                .anyMatch(row -> row.contains("attention=true"));
        assertThat(undisturbed).filteredOn(row -> row.contains("RECORDING_TRUNCATED")).hasSize(1);
        assertThat(disturbed).containsExactlyInAnyOrderElementsOf(undisturbed);
    }

    /** All that comes out, as texts. */
    private static List<String> rows(
            StreamExecutionEnvironment env,
            MapFunction<SessionFrame, SessionFrame> look,
            Session session)
            throws Exception {
        SingleOutputStreamOperator<SessionFrame> frames = split(env, session);
        SingleOutputStreamOperator<SessionResult> results =
                measure(frames.map(look).returns(InChainType.SESSION_FRAME));
        return results.map(result -> result.summary() + " " + result.seconds())
                .returns(Types.STRING)
                .union(
                        results.getSideOutput(FRAMES).map(FrameRow::toString),
                        frames.getSideOutput(REJECTIONS).map(r -> r.key() + " " + r.reason()))
                .executeAndCollect(MORE_THAN_ALL);
    }

    private static Map<String, SessionResult> measure(Session... sessions) throws Exception {
        return measure(split(environment(), sessions)).executeAndCollect(MORE_THAN_ALL).stream()
                .collect(
                        Collectors.toMap(
                                result -> result.summary().sessionId(), Function.identity()));
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        return env;
    }

    private static SingleOutputStreamOperator<SessionFrame> split(
            StreamExecutionEnvironment env, Session... sessions) {
        return env.fromData(List.of(sessions), TypeInformation.of(Session.class))
                .map(Either::<WithdrawnSession, Session>Right)
                .returns(ConsentGate.type())
                .keyBy(session -> session.right().sessionId(), Types.STRING)
                .transform(
                        "split",
                        InChainType.SESSION_FRAME,
                        new FrameReaderFactory(
                                ReaderScenario.MARKS,
                                new ReadingLimits(30, 2560, 60_000),
                                REJECTIONS));
    }

    private static SingleOutputStreamOperator<SessionResult> measure(
            DataStream<SessionFrame> frames) {
        DataStream<SessionFrame> faces =
                bySession(frames).process(new FaceOperator()).returns(InChainType.SESSION_FRAME);
        DataStream<SessionFrame> expressions =
                faces.map(new ExpressionOperator()).returns(InChainType.SESSION_FRAME);
        DataStream<SessionFrame> demographics =
                bySession(expressions)
                        .process(new DemographicsOperator())
                        .returns(InChainType.SESSION_FRAME);
        DataStream<SessionMeasure> gaze =
                bySession(demographics)
                        .process(new GazeOperator())
                        .returns(InChainType.SESSION_MEASURE);
        return DataStreamUtils.reinterpretAsKeyedStream(
                        gaze, SessionMeasure::sessionId, Types.STRING)
                .process(new AdSecondWindow(FIXATIONS, FRAMES))
                .returns(SessionResult.class);
    }

    private static KeyedStream<SessionFrame, String> bySession(DataStream<SessionFrame> frames) {
        return DataStreamUtils.reinterpretAsKeyedStream(
                frames, SessionFrame::sessionId, Types.STRING);
    }

    /**
     * Fails once: in the second recording, when a checkpoint that was taken in it has completed.
     */
    private static final class FailOnce
            implements MapFunction<SessionFrame, SessionFrame>, CheckpointListener {

        /** It is over as long after this as it came after the point before. */
        private static final long LAST_POINT_MS = 8000;

        private static final long SECOND_RECORDING_MS = 6000;

        private static final long serialVersionUID = 1L;
        private static final AtomicInteger FAILURES = new AtomicInteger();

        private transient boolean begun;
        private transient boolean checkpointed;

        @Override
        public SessionFrame map(SessionFrame element) {
            if (element instanceof SessionFrame.Decoded frame
                    && frame.recordingMs() > SECOND_RECORDING_MS
                    && frame.recordingMs() < LAST_POINT_MS) {
                begun = true;
                if (checkpointed && FAILURES.compareAndSet(0, 1)) {
                    throw new IllegalStateException("as planned");
                }
            }
            return element;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpointed = begun;
        }
    }
}
