package io.adgaze.operators.frames;

import io.adgaze.operators.consent.WithdrawnSession;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.S3Settings;
import io.adgaze.video.DecodingTurns;
import java.nio.file.Path;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.taskmanager.TaskManagerRuntimeInfo;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.types.Either;
import org.apache.flink.util.IOUtils;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads each session's recordings frame by frame, one frame or a slice of the way to it a mailbox
 * turn, so that checkpoints and cancellation never wait for a recording. Keyed by session; sessions
 * of a subtask are read one after another.
 *
 * <p>Keyed state holds the session and the {@link SplitPosition}: after a restart the recording is
 * decoded again up to the position, silently, and goes on with the next frame. A session that was
 * in mid-calibration, or that another version of the chain had begun, is read again from its start;
 * a mark ahead of it has the operators forget what they remember. Watermarks wait until all
 * sessions ahead of them are read, so that the end of input comes last.
 *
 * <p>A {@link CrashWatch} finds the session that processes die of.
 *
 * <p>Bounded jobs need unaligned checkpoints: sessions are small and all in before the first is
 * read, and once the input's end waits for them to be read, an aligned barrier would wait behind
 * it. The reader heads its chain, since an operator ahead of it would only end, and let no
 * checkpoint through, after its last turn.
 */
final class FrameReader extends AbstractStreamOperator<SessionFrame>
        implements OneInputStreamOperator<Either<WithdrawnSession, Session>, SessionFrame>,
                BoundedOneInput {

    /** Accumulators that tell a client how far the job is. */
    static final String FRAMES_ANALYSED = "frames-analysed";

    static final String SESSIONS_READ = "sessions-read";

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = LoggerFactory.getLogger(FrameReader.class);

    /** Between two looks whether another slot's suspect has been read. */
    private static final long WAIT_MS = 20;

    private final transient SliceSchedule slices;
    private final SerializableFunction<S3Settings, ObjectStore> storeFactory;
    private final String marksUri;
    private final ReadingLimits limits;
    private final OutputTag<Rejection> rejections;

    private final transient LongCounter framesAnalysed = new LongCounter();
    private final transient LongCounter sessionsRead = new LongCounter();
    private transient SessionBacklog backlog;
    private transient FrameReaderMetrics metered;
    private transient SessionChain chain;
    private transient CrashWatch crashes;
    private transient ObjectStore store;
    private transient @Nullable SessionReader reader;
    private transient @Nullable Watermark heldWatermark;

    FrameReader(
            StreamOperatorParameters<SessionFrame> parameters,
            SerializableFunction<S3Settings, ObjectStore> storeFactory,
            String marksUri,
            ReadingLimits limits,
            OutputTag<Rejection> rejections) {
        super(parameters);
        this.slices =
                new SliceSchedule(
                        parameters.getProcessingTimeService(),
                        parameters.getMailboxExecutor(),
                        this::slice);
        this.storeFactory = storeFactory;
        this.marksUri = marksUri;
        this.limits = limits;
        this.rejections = rejections;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        backlog = new SessionBacklog(context.getKeyedStateStore(), getKeyedStateBackend());
        if (context.isRestored()) {
            backlog.restore();
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        TaskManagerRuntimeInfo taskManager =
                getContainingTask().getEnvironment().getTaskManagerInfo();
        Configuration configuration = taskManager.getConfiguration();
        store = storeFactory.apply(S3Settings.of(configuration.toMap()));
        Path scratch = Path.of(taskManager.getTmpDirectories()[0]);
        crashes =
                new CrashWatch(
                        new ReadingMarks(store, marksUri, scratch), DecodingTurns.ofProcess());
        chain = new SessionChain(output, rejections);
        metered = new FrameReaderMetrics(getMetricGroup());
        metered.watchSessions(this::sessionsInFlight, this::oldestLandedAtMs);
        metered.watchMemory(configuration);
        getRuntimeContext().addAccumulator(FRAMES_ANALYSED, framesAnalysed);
        getRuntimeContext().addAccumulator(SESSIONS_READ, sessionsRead);
        if (hasWork()) {
            slices.askFor(0);
        }
    }

    private int sessionsInFlight() {
        return backlog.waitingN() + (reader == null ? 0 : 1);
    }

    /** Sessions are read in the order of their arrival: the one being read has come first. */
    private @Nullable Long oldestLandedAtMs() {
        SessionReader current = reader; // Read once: the task's thread may end the session.
        return current == null ? null : current.session().landedAtMs();
    }

    @Override
    public void processElement(StreamRecord<Either<WithdrawnSession, Session>> element)
            throws Exception {
        var session = element.getValue();
        if (session.isLeft()) {
            withdraw(session.left().sessionId());
            return;
        }
        backlog.add(session.right());
        slices.askFor(0);
    }

    /** What has been read already is no concern of this operator. */
    private void withdraw(String sessionId) throws Exception {
        SessionReader current = reader;
        if (current != null && current.session().sessionId().equals(sessionId)) {
            chain.withdraw(current.session());
            finish(current);
        } else if (backlog.leave(sessionId)) {
            chain.withdraw(backlog.session());
            backlog.remove();
        }
        releaseWatermarkUnlessAtWork();
    }

    private boolean hasWork() {
        return reader != null || backlog.waitingN() > 0;
    }

    private void slice() throws Exception {
        if (!hasWork()) {
            return;
        }
        if (reader == null) {
            reader = begin(backlog.next());
        }
        SessionReader current = reader;
        setCurrentKey(current.session().sessionId());
        if (!current.atEnd() && !crashes.tryTurn()) {
            slices.askFor(WAIT_MS);
            return;
        }
        slices.askFor(0); // Now: a timer takes a millisecond, which the work below outlasts.
        if (!current.atEnd()) {
            advance(current);
        }
        if (current.atEnd()) {
            finish(current);
        } else {
            backlog.reached(current.restartPosition());
        }
        releaseWatermarkUnlessAtWork();
    }

    private void advance(SessionReader current) throws Exception {
        try {
            current.advance(this::emit);
            if (current.atEnd() && current.position().framesN() > 0) {
                chain.end(current.session(), current.end());
            }
        } catch (RuntimeException e) {
            giveUp(current, SessionChain.faultOfSession(e).orElseThrow(() -> e));
        } finally {
            crashes.endTurn(current.place());
        }
    }

    /** Nothing of a session leaves the chain before its end: there is nothing to take back. */
    private void giveUp(SessionReader current, Throwable fault) {
        LOGGER.warn("Session {} cannot be measured", current.session().sessionId(), fault);
        chain.start(current.session()); // Has the operators forget what came before.
        current.giveUp(fault);
    }

    private SessionReader begin(String sessionId) throws Exception {
        setCurrentKey(sessionId);
        Session session = backlog.session();
        SplitPosition position = SplitPosition.goingOnFrom(backlog.position());
        if (position.isStart()) {
            LOGGER.info("Reading session {} from its start", sessionId);
            chain.start(session);
        } else {
            LOGGER.info("Reading session {} on from {} ms", sessionId, position.lastMs());
        }
        SessionReader begun =
                new SessionReader(
                        session, position, store, limits, metered.decoding(), chain::reject);
        if (!crashes.begin(sessionId)) {
            chain.start(session);
            begun.giveUpAsDeadly();
        }
        return begun;
    }

    private void emit(SessionFrame frame) {
        chain.pass(frame);
        framesAnalysed.add(1L);
        metered.frameAnalysed();
    }

    private void finish(SessionReader read) throws Exception {
        SplitPosition end = read.position();
        sessionsRead.add(1L);
        metered.sessionRead();
        LOGGER.info(
                "Read session {}: {} frames in {} ms of recording",
                read.session().sessionId(),
                end.framesN(),
                end.endMs());
        backlog.remove();
        read.close();
        crashes.end();
        reader = null;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        heldWatermark = mark;
        releaseWatermarkUnlessAtWork();
    }

    private void releaseWatermarkUnlessAtWork() throws Exception {
        if (heldWatermark != null && !hasWork()) {
            Watermark mark = heldWatermark;
            heldWatermark = null;
            super.processWatermark(mark);
        }
    }

    /** Bounded input ends: reads what is still waiting, in turns that let checkpoints through. */
    @Override
    public void endInput() throws Exception {
        // The operator's own executor would run the operator's mails alone, and no checkpoint.
        MailboxExecutor task =
                getContainingTask()
                        .getMailboxExecutorFactory()
                        .createExecutor(TaskMailbox.MIN_PRIORITY);
        while (hasWork()) {
            task.yield();
        }
    }

    @Override
    public void close() throws Exception {
        IOUtils.closeAll(reader, crashes, store, super::close);
    }
}
