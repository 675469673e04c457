package io.adgaze.capture.studio;

import io.adgaze.capture.sessions.Stage;
import java.util.List;

/** What the studio needs to know of its session. */
record StudioSession(
        String sessionId,
        AdShown ad,
        long seed,
        String language,
        Limits limits,
        List<Upload> uploads,
        Stage stage) {

    record AdShown(String url, long durationMs, int widthPx, int heightPx, String contentType) {}

    record Limits(long maxRecordingBytes, int partBytes) {}

    record Upload(
            int recording, String fileName, String contentType, String state, List<Part> parts) {}

    record Part(int number, long length, String etag) {}
}
