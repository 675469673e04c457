package io.adgaze.capture.uploads;

import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.settings.CaptureSettings;
import io.adgaze.records.LandingLayout;
import io.adgaze.storage.DirectUploads;
import io.adgaze.storage.MultipartUpload;
import io.adgaze.storage.SignedRequest;
import io.adgaze.storage.UploadedPart;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Where recordings land: in S3, or in a folder. The server asks the store by its own way to it, and
 * signs for the way of browsers, which may be another.
 */
class RecordingStore implements AutoCloseable {

    private final String landing;
    private final DirectUploads uploads;
    private final DirectUploads signer;

    /** Takes over both, which may be the same, and closes them. */
    RecordingStore(CaptureSettings settings, DirectUploads uploads, DirectUploads signer) {
        this.landing = settings.landing();
        this.uploads = uploads;
        this.signer = signer;
    }

    String uri(Participation session, Recording recording) {
        return LandingLayout.sessionFolder(landing, session.adId(), session.sessionId())
                + recording.fileName();
    }

    MultipartUpload begin(String uri, String contentType) throws IOException {
        return uploads.begin(uri, contentType);
    }

    SignedRequest sign(MultipartUpload upload, int part, long lengthBytes, Duration lifetime)
            throws IOException {
        return signer.part(upload, part, lengthBytes, lifetime);
    }

    List<UploadedPart> parts(MultipartUpload upload) throws IOException {
        return uploads.parts(upload);
    }

    void complete(MultipartUpload upload, List<UploadedPart> parts) throws IOException {
        uploads.complete(upload, parts);
    }

    void abort(MultipartUpload upload) throws IOException {
        uploads.abort(upload);
    }

    @Override
    public void close() throws IOException {
        uploads.close();
        signer.close();
    }
}
