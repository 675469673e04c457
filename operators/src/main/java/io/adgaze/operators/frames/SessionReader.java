package io.adgaze.operators.frames;

import io.adgaze.records.ObjectRef;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.storage.ObjectStore;
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

    private final Session session;
    private final ObjectStore store;
    private final ReadingLimits limits;
    private final LongConsumer decodeNanos;
    private final Consumer<Rejection> rejections;

    private final CalibrationSchedule calibration;

    private SplitPosition position;
    private boolean heldInMemory;
    private @Nullable SeekableByteChannel channel;
    private @Nullable VideoDecoder decoder;
    private int framesRead;

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

    boolean atEnd() {
        return position.recording() >= session.recordings().size();
    }

    /**
     * Decodes the next frame and passes it on where it is due. Its pixels are valid only within the
     * call.
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
            reject(reasonOf(e), e.getMessage() + "; " + remedy(e.kind()));
            finishRecording();
        } catch (FileSystemException e) {
            reject(
                    framesRead > 0
                            ? RejectReason.RECORDING_TRUNCATED
                            : RejectReason.RECORDING_MISSING,
                    "is gone or was changed after it was announced: "
                            + e.getMessage()
                            + " Land a recording once and do not write it again.");
            finishRecording();
        }
    }

    private VideoDecoder open() throws IOException, UnreadableVideoException {
        framesRead = 0;
        channel = store.open(recording());
        return VideoDecoder.open(channel, limits.video());
    }

    private void read(VideoDecoder from, Consumer<SessionFrame> due)
            throws IOException, UnreadableVideoException {
        long start = System.nanoTime();
        try (VideoFrame frame = from.next()) {
            if (frame == null) {
                reportDamage(from);
                finishRecording();
                return;
            }
            decodeNanos.accept(System.nanoTime() - start);
            framesRead++;
            long recordingMs = position.offsetMs() + frame.timestampMs();
            if (position.hasPassed(recordingMs)) {
                return;
            }
            position = position.decoded(recordingMs);
            if (limits.pacing().isDue(recordingMs, position.dueMs())) {
                position = position.due(limits.pacing().after(recordingMs, position.dueMs()));
                heldInMemory = heldInMemory && !calibration.isOver(recordingMs);
                due.accept(SessionFrame.Decoded.of(session, recordingMs, frame.bgr()));
            }
        }
    }

    private void reportDamage(VideoDecoder read) {
        if (framesRead == 0) {
            reject(
                    RejectReason.RECORDING_UNREADABLE,
                    "has no frame. Check that the camera delivered a picture.");
        } else if (read.truncated()) {
            reject(
                    RejectReason.RECORDING_TRUNCATED,
                    "ends in mid-stream; what was readable is measured. Upload the recording"
                            + " whole before the manifest.");
        } else if (read.nonMonotonicFrames() > 0) {
            reject(
                    RejectReason.RECORDING_TRUNCATED,
                    "has "
                            + read.nonMonotonicFrames()
                            + " frames whose timestamps jump back; they are left out, the rest is"
                            + " measured. Record in one go, or name the parts one by one.");
        } else if (framesRead == 1) {
            reject(
                    RejectReason.RECORDING_TRUNCATED,
                    "has a single frame, which is measured. Stop the recorder only after the ad.");
        }
    }

    private RejectReason reasonOf(UnreadableVideoException e) {
        if (e.kind() == UnreadableVideoException.Kind.TOO_LARGE) {
            return RejectReason.TOO_LARGE;
        }
        return framesRead > 0
                ? RejectReason.RECORDING_TRUNCATED
                : RejectReason.RECORDING_UNREADABLE;
    }

    private static String remedy(UnreadableVideoException.Kind kind) {
        return switch (kind) {
            case NOT_A_VIDEO -> "record to WebM or MP4";
            case NO_VIDEO_STREAM -> "record it with the camera on";
            case NO_DECODER -> "record it as VP8, VP9 or H.264";
            case TOO_LARGE -> "record smaller pictures, or split it";
            case TOO_SMALL -> "record larger pictures";
            case NO_FRAMES, BROKEN -> "record it again";
        };
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

    private void finishRecording() throws IOException {
        close();
        position = position.nextRecording();
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
