package io.adgaze.capture.uploads;

import org.jspecify.annotations.Nullable;

/**
 * One of a session's recordings.
 *
 * @param sessionId the session
 * @param number from 0, in the order in which they were begun
 * @param fileName in the session's folder
 * @param contentType as the recorder says it
 * @param uploadId the store's name for the upload; null until the first part is signed
 * @param lengthBytes null until it lies there whole
 */
public record Recording(
        String sessionId,
        int number,
        String fileName,
        String contentType,
        @Nullable String uploadId,
        @Nullable Long lengthBytes) {

    /** Whether it lies there whole. */
    public boolean isComplete() {
        return lengthBytes != null;
    }
}
