package io.adgaze.records;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Word that a landed session, or a part of it, was not measured. Its texts may name what came from
 * outside, keys above all, and are written to tables and logs: so they are {@link VisibleText}.
 *
 * @param key the object at fault
 * @param sessionId the session, null where it is not known
 * @param reason why
 * @param message names the input, the reason and the remedy; holds no viewer data
 * @param detectedAt when it was found out
 */
public record Rejection(
        String key,
        @Nullable String sessionId,
        RejectReason reason,
        String message,
        Instant detectedAt) {

    /** Lets null pass, which a savepoint may hold. */
    public Rejection {
        if (key != null) {
            key = VisibleText.of(key);
        }
        if (sessionId != null) {
            sessionId = VisibleText.of(sessionId);
        }
        if (message != null) {
            message = VisibleText.of(message);
        }
    }
}
