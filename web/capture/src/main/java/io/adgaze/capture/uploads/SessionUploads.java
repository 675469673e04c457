package io.adgaze.capture.uploads;

import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.sessions.Participations;
import io.adgaze.capture.settings.CaptureSettings;
import io.adgaze.capture.uploads.UploadRefusedException.Reason;
import io.adgaze.records.ObjectRef;
import io.adgaze.storage.MultipartUpload;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.SignedRequest;
import io.adgaze.storage.StoreRefusedException;
import io.adgaze.storage.UploadedPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A session's recordings on their way: begun, signed part by part, and completed once the store has
 * each part as the browser sent it. Whatever is asked twice is done once, so that a browser may go
 * on after a lost network, a closed tab or a restarted server.
 */
@Service
public class SessionUploads {

    private final Participations sessions;
    private final Recordings recordings;
    private final RecordingStore store;
    private final ObjectStore objects;
    private final long maxRecordingBytes;

    SessionUploads(
            Participations sessions,
            Recordings recordings,
            RecordingStore store,
            ObjectStore objects,
            CaptureSettings settings) {
        this.sessions = sessions;
        this.recordings = recordings;
        this.store = store;
        this.objects = objects;
        this.maxRecordingBytes = settings.maxRecordingBytes();
    }

    /**
     * Begins one more recording.
     *
     * @param extension of its file, without a dot
     * @param idempotencyKey by which the browser asks again
     */
    @Transactional
    public Recording begin(
            Participation session, String contentType, String extension, String idempotencyKey) {
        sessions.lock(session.sessionId());
        return recordings
                .findByKey(session.sessionId(), idempotencyKey)
                .orElseGet(() -> add(session, contentType, extension, idempotencyKey));
    }

    private Recording add(
            Participation session, String contentType, String extension, String idempotencyKey) {
        int number = recordings.ofSession(session.sessionId()).size();
        if (number >= UploadLimits.MAX_RECORDINGS) {
            throw new UploadRefusedException(
                    Reason.TOO_MANY,
                    "A session has at most %d recordings".formatted(UploadLimits.MAX_RECORDINGS));
        }
        Recording recording =
                new Recording(
                        session.sessionId(),
                        number,
                        "recording-%d.%s".formatted(number, extension),
                        contentType,
                        null,
                        null);
        recordings.add(recording, idempotencyKey);
        return recording;
    }

    /**
     * Signs a part.
     *
     * @param part from 1
     * @param lengthBytes exactly as many as will be sent, at most {@link UploadLimits#PART_BYTES}
     */
    @Transactional
    public SignedRequest sign(Participation session, int number, int part, long lengthBytes)
            throws IOException {
        Recording recording = lock(session, number);
        if (recording.isComplete()) {
            throw new UploadRefusedException(
                    Reason.ALREADY_COMPLETE, "This recording lies there whole");
        }
        if (recordings.signedBytesBeside(recording, part) + lengthBytes > maxRecordingBytes) {
            throw new UploadRefusedException(
                    Reason.TOO_LARGE,
                    "A session's recordings have at most %d bytes".formatted(maxRecordingBytes));
        }
        MultipartUpload upload = begun(session, recording);
        recordings.sign(recording, part, lengthBytes);
        return store.sign(upload, part, lengthBytes, UploadLimits.SIGNED_FOR);
    }

    private MultipartUpload begun(Participation session, Recording recording) throws IOException {
        String uri = store.uri(session, recording);
        if (recording.uploadId() != null) {
            return new MultipartUpload(uri, recording.uploadId());
        }
        MultipartUpload upload = store.begin(uri, recording.contentType());
        recordings.begin(recording, upload.id());
        return upload;
    }

    /**
     * Makes the recording of its parts, once the store has each as it was sent.
     *
     * @param sent by number, from 1 and without gaps
     * @throws UploadRefusedException with the numbers of those that the store lacks
     */
    @Transactional
    public void complete(Participation session, int number, List<UploadedPart> sent)
            throws IOException {
        Recording recording = lock(session, number);
        if (recording.isComplete()) {
            return;
        }
        long lengthBytes = sent.stream().mapToLong(UploadedPart::sizeBytes).sum();
        if (!liesThere(session, recording, lengthBytes)) {
            requireBegun(recording, sent);
            MultipartUpload upload = begun(session, recording);
            requireAll(sent, partsOf(upload));
            store.complete(upload, sent);
            if (!liesThere(session, recording, lengthBytes)) {
                throw new IOException("The completed recording is not there, or has another size");
            }
        }
        recordings.complete(recording, lengthBytes);
    }

    private static void requireBegun(Recording recording, List<UploadedPart> sent) {
        if (recording.uploadId() == null) {
            throw UploadRefusedException.missing(sent.stream().map(UploadedPart::number).toList());
        }
    }

    /** As after a crash between the store's answer and the database's commit. */
    private boolean liesThere(Participation session, Recording recording, long lengthBytes)
            throws IOException {
        return objects.head(store.uri(session, recording))
                .map(ObjectRef::sizeBytes)
                .filter(size -> size == lengthBytes)
                .isPresent();
    }

    private static void requireAll(List<UploadedPart> sent, List<UploadedPart> there) {
        Map<Integer, UploadedPart> byNumber =
                there.stream().collect(Collectors.toMap(UploadedPart::number, Function.identity()));
        List<Integer> missing = new ArrayList<>();
        for (UploadedPart part : sent) {
            if (!part.equals(byNumber.get(part.number()))) {
                missing.add(part.number());
            }
        }
        if (!missing.isEmpty()) {
            throw UploadRefusedException.missing(missing);
        }
    }

    /** The parts that the store has, so that a browser sends the others alone. */
    public List<UploadedPart> parts(Participation session, Recording recording) throws IOException {
        if (recording.uploadId() == null || recording.isComplete()) {
            return List.of();
        }
        return partsOf(new MultipartUpload(store.uri(session, recording), recording.uploadId()));
    }

    private List<UploadedPart> partsOf(MultipartUpload upload) throws IOException {
        try {
            return store.parts(upload);
        } catch (StoreRefusedException gone) {
            // Nobody has sent a part yet, or the store has dropped a very old upload.
            return List.of();
        }
    }

    /** Deletes what lies there of a session's recordings, and drops what is on its way. */
    public void delete(Participation session) throws IOException {
        for (Recording recording : recordings.ofSession(session.sessionId())) {
            String uri = store.uri(session, recording);
            objects.delete(uri);
            if (recording.uploadId() != null && !recording.isComplete()) {
                store.abort(new MultipartUpload(uri, recording.uploadId()));
            }
        }
    }

    private Recording lock(Participation session, int number) {
        return recordings
                .lock(session.sessionId(), number)
                .orElseThrow(
                        () ->
                                new UploadRefusedException(
                                        Reason.NO_SUCH_RECORDING,
                                        "This session has no recording " + number));
    }
}
