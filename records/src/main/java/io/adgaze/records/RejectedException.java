package io.adgaze.records;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session that cannot be measured, by its own fault; trying again would not help. */
public final class RejectedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final RejectReason reason;
    private final String key;
    private final @Nullable String sessionId;

    /**
     * @param reason why
     * @param key the object at fault
     * @param sessionId the session, null where it is not known
     * @param message names the input, the reason and the remedy; holds no viewer data
     */
    public RejectedException(
            RejectReason reason, String key, @Nullable String sessionId, String message) {
        super(message);
        this.reason = reason;
        this.key = key;
        this.sessionId = sessionId;
    }

    /** Why. */
    public RejectReason reason() {
        return reason;
    }

    /** As a record for the rejected sink. */
    public Rejection toRejection(Instant detectedAt) {
        return new Rejection(key, sessionId, reason, requireNonNull(getMessage()), detectedAt);
    }
}
