package io.adgaze.operators.frames;

import io.adgaze.operators.HarnessMetrics;
import io.adgaze.operators.Harnesses;
import io.adgaze.operators.consent.WithdrawnSession;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.S3Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.graph.StreamConfig;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableFunction;

/**
 * A {@link FrameReader} whose mailbox is turned by hand, and all that comes out of it, in order.
 */
final class ReaderScenario implements AutoCloseable {

    /** What came out. */
    sealed interface Event permits Start, Frame, End, Rejected, Mark {}

    record Start(String sessionId) implements Event {}

    /**
     * A frame.
     *
     * @param number which of the recording's frames its pixels show, while they could be seen
     */
    record Frame(String sessionId, long recordingMs, int number) implements Event {}

    record End(String sessionId, long recordingMs, Float fpsMean) implements Event {}

    record Rejected(Rejection rejection) implements Event {}

    record Mark(long timestamp) implements Event {}

    private static final OutputTag<Rejection> REJECTIONS =
            new OutputTag<>("rejections", TypeInformation.of(Rejection.class));

    static final String MARKS = "/reading/";

    private final List<Event> events = new ArrayList<>();
    private final HarnessMetrics metrics = new HarnessMetrics();
    private Consumer<SessionFrame> behind = element -> {};
    private final OneInputStreamOperatorTestHarness<Either<WithdrawnSession, Session>, SessionFrame>
            harness;

    private ReaderScenario(
            SerializableFunction<S3Settings, ObjectStore> store, ReadingLimits limits)
            throws Exception {
        harness =
                new OneInputStreamOperatorTestHarness<>(
                        new FrameReaderFactory(store, MARKS, limits, REJECTIONS),
                        metrics.environment());
        keyBySession(harness.getStreamConfig());
        Harnesses.refuseKryo(harness);
        harness.setOutputCreator(serializer -> new Recorder());
        harness.setup(InChainType.SESSION_FRAME.createSerializer(new SerializerConfigImpl()));
    }

    /** As Flink's keyed harness does, which takes no environment of ours for a factory. */
    private static void keyBySession(StreamConfig config) {
        KeySelector<Either<WithdrawnSession, Session>, String> key =
                session ->
                        session.isLeft() ? session.left().sessionId() : session.right().sessionId();
        config.setStatePartitioner(0, key);
        config.setStateKeySerializer(StringSerializer.INSTANCE);
        config.serializeAllConfigs();
    }

    static ReaderScenario start(ReadingLimits limits) throws Exception {
        return start(settings -> new LocalStore(), limits);
    }

    static ReaderScenario start(
            SerializableFunction<S3Settings, ObjectStore> store, ReadingLimits limits)
            throws Exception {
        ReaderScenario scenario = new ReaderScenario(store, limits);
        scenario.harness.open();
        return scenario;
    }

    static ReaderScenario restore(OperatorSubtaskState state, ReadingLimits limits)
            throws Exception {
        ReaderScenario scenario = new ReaderScenario(settings -> new LocalStore(), limits);
        scenario.harness.initializeState(state);
        scenario.harness.open();
        return scenario;
    }

    /** What the operators behind the reader do with each element. */
    void behind(Consumer<SessionFrame> operators) {
        this.behind = operators;
    }

    void land(Session... sessions) throws Exception {
        for (Session session : sessions) {
            harness.processElement(Either.Right(session), 0);
        }
    }

    void withdraw(String sessionId) throws Exception {
        harness.processElement(Either.Left(new WithdrawnSession(sessionId)), 0);
    }

    void watermark(long timestamp) throws Exception {
        harness.processWatermark(timestamp);
    }

    /** Ends the input; time goes on while the last recordings are read. */
    void endInput() throws Exception {
        keepTimeGoing();
        harness.endInput();
    }

    private void keepTimeGoing() throws Exception {
        passTime();
        harness.getTaskMailbox()
                .put(new Mail(this::keepTimeGoing, TaskMailbox.MIN_PRIORITY, "time goes on"));
    }

    /** The task ends: Flink hands over what has fired already, and takes nothing more. */
    void endTask() throws Exception {
        harness.getTaskMailbox().quiesce();
        passTime();
    }

    private void passTime() throws Exception {
        harness.setProcessingTime(harness.getProcessingTime() + 1);
    }

    /** Takes at most {@code n} turns, a millisecond each; as many as there were. */
    int turn(int n) throws Exception {
        for (int i = 0; i < n; i++) {
            passTime();
            Optional<Mail> mail = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
            if (mail.isEmpty()) {
                return i;
            }
            mail.get().run();
        }
        return n;
    }

    /** Takes turns until there is none. */
    void drain() throws Exception {
        turn(Integer.MAX_VALUE);
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 1);
    }

    HarnessMetrics metrics() {
        return metrics;
    }

    int keptInState() {
        var reader = (AbstractStreamOperator<?>) harness.getOneInputOperator();
        return ((HeapKeyedStateBackend<?>) reader.getKeyedStateBackend()).numKeyValueStateEntries();
    }

    List<Event> events() {
        return events;
    }

    List<Frame> frames() {
        return of(Frame.class).toList();
    }

    List<Frame> frames(String sessionId) {
        return of(Frame.class).filter(frame -> frame.sessionId().equals(sessionId)).toList();
    }

    List<Long> frameTimes(String sessionId) {
        return frames(sessionId).stream().map(Frame::recordingMs).toList();
    }

    List<End> ends() {
        return of(End.class).toList();
    }

    List<Rejection> rejections() {
        return of(Rejected.class).map(Rejected::rejection).toList();
    }

    private <T extends Event> Stream<T> of(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast);
    }

    @Override
    public void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new AssertionError("the reader does not close", e);
        }
    }

    /** Looks at each element while it is handed on, as the operators behind it do. */
    private final class Recorder implements Output<StreamRecord<SessionFrame>> {

        @Override
        public void collect(StreamRecord<SessionFrame> element) {
            behind.accept(element.getValue());
            events.add(event(element.getValue()));
        }

        private static Event event(SessionFrame element) {
            if (element instanceof SessionFrame.Decoded frame) {
                int number = TestRecordings.numberOf(frame.bgr());
                return new Frame(frame.sessionId(), frame.recordingMs(), number);
            }
            if (element instanceof SessionFrame.End end) {
                RecordingEnd recording = end.recording();
                return new End(end.sessionId(), recording.recordingMs(), recording.fpsMean());
            }
            return new Start(element.sessionId());
        }

        @Override
        public <X> void collect(OutputTag<X> tag, StreamRecord<X> element) {
            events.add(new Rejected((Rejection) element.getValue()));
        }

        @Override
        public void emitWatermark(Watermark mark) {
            events.add(new Mark(mark.getTimestamp()));
        }

        @Override
        public void emitWatermarkStatus(WatermarkStatus status) {}

        @Override
        public void emitLatencyMarker(LatencyMarker marker) {}

        @Override
        public void emitRecordAttributes(RecordAttributes attributes) {}

        @Override
        public void emitWatermark(WatermarkEvent watermark) {}

        @Override
        public void close() {}
    }
}
