package io.adgaze.records.withdrawal;

import io.adgaze.records.json.JsonFaultException;
import io.adgaze.records.json.StrictJson;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's word that consent is taken back.
 *
 * @param withdrawalId the withdrawal's own identifier; the same one twice is one withdrawal
 * @param viewerKey the viewer's pseudonym
 * @param requestedAt UTC wall clock at which it was asked for
 * @param sessions what is withdrawn, never empty; null for everything of this viewer
 */
public record Withdrawal(
        String withdrawalId,
        String viewerKey,
        Instant requestedAt,
        @Nullable Set<String> sessions) {

    /**
     * Whether it is of a session of this viewer.
     *
     * @param grantedAt when the session's consent was given; one that is not known to be later than
     *     the withdrawal is taken for withdrawn
     */
    public boolean covers(String sessionId, @Nullable Instant grantedAt) {
        if (sessions != null) {
            return sessions.contains(sessionId);
        }
        return grantedAt == null || grantedAt.isBefore(requestedAt);
    }

    private static final StrictJson<WrittenWithdrawal> JSON =
            new StrictJson<>(WrittenWithdrawal.class);

    /**
     * Reads a withdrawal.
     *
     * @param json the withdrawal, as it lies there
     * @param path where it lies
     * @throws InvalidWithdrawalException naming the first field at fault
     */
    public static Withdrawal read(byte[] json, WithdrawalPath path)
            throws InvalidWithdrawalException {
        try {
            return new WithdrawalRules(path).read(JSON.read(json));
        } catch (JsonFaultException e) {
            throw new InvalidWithdrawalException(path, e.fault());
        }
    }

    /** For logs, in which no viewer is named. */
    @Override
    public String toString() {
        return "withdrawal " + withdrawalId + ", requested at " + requestedAt;
    }
}
