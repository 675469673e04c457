package io.adgaze.operators.frames;

import io.adgaze.records.ObjectRef;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.storage.ObjectStore;
import io.adgaze.video.DecodingCost;
import io.adgaze.video.UnreadableVideoException;
import io.adgaze.video.VideoDecoder;
import io.adgaze.video.VideoFrame;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one session's recordings frame by frame, from a position.
 *
 * <p>Up to the end of its calibration {@link GazeOperator} keeps a session's frames in memory only,
 * since they hold pictures of the eyes: until a frame after it is passed on, a restart has to go
 * back to the session's start.
 *
 * <p>What is wrong with a recording is reported as a rejection and reading goes on with what is
 * left of the session; what is wrong with the store is thrown. Not thread-safe; the owner closes
 * it.
 */
final class SessionReader implements AutoCloseable {

    private static final int FRAMES_A_PLACE = 30;
    private static final long PLACES_A_RECORDING = 1_000_000;

    private final Session session;
    private final ObjectStore store;
    private final ReadingLimits limits;
    private final LongConsumer decodeNanos;
    private final Consumer<Rejection> rejections;

    private final CalibrationSchedule calibration;
    private final NeededTime needed;

    private SplitPosition position;
    private boolean heldInMemory;
    private boolean givenUp;
    private @Nullable SeekableByteChannel channel;
    private @Nullable VideoDecoder decoder;
    private int framesRead;
    private long decodedNanos;

    SessionReader(
            Session session,
            SplitPosition start,
            ObjectStore store,
            ReadingLimits limits,
            LongConsumer decodeNanos,
            Consumer<Rejection> rejections) {
        this.session = session;
        this.position = start;
        this.calibration = new CalibrationSchedule(session);
        this.needed = NeededTime.of(session);
        this.heldInMemory = start.isStart() && calibration.hasPoints();
        this.store = store;
        this.limits = limits;
        this.decodeNanos = decodeNanos;
        this.rejections = rejections;
    }

    Session session() {
        return session;
    }

    SplitPosition position() {
        return position;
    }

    /** Where a restart has to go on, were it to come now. */
    SplitPosition restartPosition() {
        return heldInMemory ? position.backToStart() : position;
    }

    /** The end of the recordings, once they are read. */
    RecordingEnd end() {
        return new RecordingEnd(position.endMs(), position.fpsMean(), recordedRate(), null);
    }

    boolean atEnd() {
        return givenUp || position.recording() >= session.recordings().size();
    }

    /** Ends the session here, for a fault that nobody foresaw; says so. */
    void giveUp(Throwable fault) {
        giveUp(
                "failed while it was measured, at %d ms of its recording (%s); nothing of it is measured. Record it again; should that fail too, report it with the TaskManager's log, which has the cause."
                        .formatted(position.lastMs(), fault.getClass().getSimpleName()));
    }

    /** Ends the session before it is read on, since processes die of it; says so. */
    void giveUpAsDeadly() {
        giveUp(
                "ends the process that reads it: it was read alone, twice, and the process died both times at one place. Nothing of it is measured. See what the machine says of the process's end: a crash, or a kill for its memory. Record it again, and report the recording if it was a crash.");
    }

    private void giveUp(String why) {
        givenUp = true;
        String key = session.manifestUri();
        rejections.accept(
                new Rejection(
                        key,
                        session.sessionId(),
                        RejectReason.RECORDING_UNREADABLE,
                        key + " commits a session that " + why,
                        Instant.now()));
    }

    /** How far it is decoded, in seconds of pictures about: grows from call to call. */
    long place() {
        return (long) position.recording() * PLACES_A_RECORDING + framesRead / FRAMES_A_PLACE;
    }

    /**
     * Decodes the next frame, or a slice of the way to it, and passes it on where it is due. Its
     * pixels are valid only within the call.
     *
     * @throws IOException when the store cannot be reached
     */
    void advance(Consumer<SessionFrame> due) throws IOException {
        try {
            if (decoder == null) {
                decoder = open();
            }
            read(decoder, due);
        } catch (UnreadableVideoException e) {
            reject(
                    reasonOf(e),
                    e.getMessage() + "; " + RecordingFaults.remedy(e.kind()) + "." + unreadRest());
            finishSession();
        } catch (FileSystemException e) {
            reject(
                    framesRead > 0
                            ? RejectReason.RECORDING_TRUNCATED
                            : RejectReason.RECORDING_MISSING,
                    "is gone or was changed after it was announced: "
                            + e.getMessage()
                            + " Land a recording once and do not write it again."
                            + unreadRest());
            finishSession();
        }
    }

    private VideoDecoder open() throws IOException, UnreadableVideoException {
        framesRead = 0;
        channel = store.open(recording());
        return VideoDecoder.open(channel, limits.video(position.offsetMs()));
    }

    private void read(VideoDecoder from, Consumer<SessionFrame> due)
            throws IOException, UnreadableVideoException {
        long start = System.nanoTime();
        VideoDecoder.Progress progress = from.advance();
        long nanos = System.nanoTime() - start;
        decodedNanos += nanos;
        String limit = limitPassed(from);
        if (limit != null) {
            reject(RejectReason.TOO_LARGE, limit);
            finishSession();
            return;
        }
        switch (progress) {
            case FRAME -> {
                decodeNanos.accept(nanos);
                framesRead++;
                try (VideoFrame frame = from.frame()) {
                    hand(frame, due);
                }
            }
            case NO_FRAME_YET -> {} // The next turn goes on.
            case END -> {
                reportFaults(from);
                if (from.truncated()) {
                    finishSession();
                } else {
                    finishRecording(from);
                }
            }
        }
    }

    private @Nullable String limitPassed(VideoDecoder from) {
        String passed = limits.passedBy(position.spentBefore().plus(from.cost()));
        if (passed == null && decodedNanos > limits.maxDecoding().toNanos()) {
            passed = "%d s of decoding".formatted(limits.maxDecoding().toSeconds());
        }
        return passed == null
                ? null
                : "takes its session over the limit of "
                        + passed
                        + "; what came before is measured. Record shorter, or fewer and smaller"
                        + " pictures, or raise --max-recording-duration.";
    }

    private void hand(VideoFrame frame, Consumer<SessionFrame> due) {
        long recordingMs = position.offsetMs() + frame.timestampMs();
        if (position.hasPassed(recordingMs)) {
            return;
        }
        long sinceMs = position.framesN() == 0 ? recordingMs : position.lastMs();
        position = position.decoded(recordingMs).covering(needed.coveredMs(sinceMs, recordingMs));
        if (limits.pacing().isDue(recordingMs, position.dueMs())) {
            position = position.due(limits.pacing().after(recordingMs, position.dueMs()));
            heldInMemory = heldInMemory && !calibration.isOver(recordingMs);
            due.accept(
                    SessionFrame.Decoded.of(
                            session, recordingMs, frame.invalidReason(), frame.bgr()));
        }
    }

    private void reportFaults(VideoDecoder read) {
        RecordingFaults faults = RecordingFaults.of(read, framesRead);
        boolean last = position.recording() == session.recordings().size() - 1;
        if ((last || read.truncated()) && !position.hasRejected() && recordedRate() < 1) {
            faults.add(
                    "leaves %d %% of the calibration and of the ad's play that the manifest tells"
                                    .formatted(Math.max(1, Math.round(100 * (1 - recordedRate()))))
                            + " of without frames; the rest is measured. Record from before them"
                            + " until after them, and count recording_ms from the recording's"
                            + " start.");
        }
        if (faults.any()) {
            String rest = read.truncated() ? unreadRest() : "";
            reject(RejectReason.RECORDING_TRUNCATED, faults.describe() + rest);
        }
    }

    /** Their clock runs on from the end of the one before, which nothing tells of a broken one. */
    private String unreadRest() {
        int rest = session.recordings().size() - 1 - position.recording();
        return rest == 0
                ? ""
                : " Recordings after it (%d) are not read: when they began is not known."
                        .formatted(rest);
    }

    /** 1 where it was not counted from the session's start. */
    private float recordedRate() {
        Long covered = position.coveredMs();
        return covered == null
                ? 1
                : needed.rate(covered + needed.coveredMs(position.lastMs(), position.endMs()));
    }

    private RejectReason reasonOf(UnreadableVideoException e) {
        if (e.kind() == UnreadableVideoException.Kind.TOO_LARGE) {
            return RejectReason.TOO_LARGE;
        }
        return framesRead > 0
                ? RejectReason.RECORDING_TRUNCATED
                : RejectReason.RECORDING_UNREADABLE;
    }

    private void reject(RejectReason reason, String what) {
        if (position.isRejected()) {
            return; // And reported, before a restart.
        }
        position = position.reject();
        String key = recording().uri();
        rejections.accept(
                new Rejection(key, session.sessionId(), reason, key + " " + what, Instant.now()));
    }

    private ObjectRef recording() {
        return session.recordings().get(position.recording());
    }

    private void finishRecording(VideoDecoder read) throws IOException {
        DecodingCost cost = read.cost();
        close();
        position = position.nextRecording(cost);
    }

    /** What is left of the session is not read. */
    private void finishSession() throws IOException {
        close();
        position = position.end(session.recordings().size());
    }

    @Override
    public void close() throws IOException {
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
