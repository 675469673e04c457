package io.adgaze.records.withdrawal;

import io.adgaze.records.Identifiers;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The landing contract's rules of a withdrawal, version 1. */
final class WithdrawalRules {

    private static final int VERSION = 1;

    /** Far above what one viewer watches. */
    private static final int MAX_SESSIONS = 10_000;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final WithdrawalPath path;

    WithdrawalRules(WithdrawalPath path) {
        this.path = path;
    }

    Withdrawal read(WrittenWithdrawal written) throws InvalidWithdrawalException {
        require(
                written.version() != null && written.version() == VERSION,
                "'version' is not " + VERSION);
        require(
                path.withdrawalId().equals(written.withdrawalId()),
                "'withdrawal_id' is not the path's");
        require(path.viewerKey().equals(written.viewerKey()), "'viewer_key' is not the path's");
        return new Withdrawal(
                path.withdrawalId(),
                path.viewerKey(),
                requestedAt(written.requestedAt()),
                sessions(written.sessions()));
    }

    private Instant requestedAt(@Nullable String written) throws InvalidWithdrawalException {
        try {
            Instant requestedAt = Instant.parse(written == null ? "" : written);
            require(
                    !requestedAt.isBefore(EARLIEST) && !requestedAt.isAfter(LATEST),
                    "'requested_at' is before 2000 or after 2100");
            return requestedAt;
        } catch (DateTimeException e) {
            throw new InvalidWithdrawalException(
                    path, "'requested_at' is not a UTC time such as 2026-11-27T10:00:00.000Z");
        }
    }

    /** An empty list might mean nothing or everything, so that it means neither. */
    private @Nullable Set<String> sessions(@Nullable List<@Nullable String> written)
            throws InvalidWithdrawalException {
        if (written == null) {
            return null;
        }
        require(
                !written.isEmpty() && written.size() <= MAX_SESSIONS,
                "'sessions' is empty, or has more than " + MAX_SESSIONS);
        Set<String> sessions = new HashSet<>();
        for (String session : written) {
            if (session == null || !Identifiers.isValid(session)) {
                throw new InvalidWithdrawalException(
                        path,
                        "'sessions' has an id that is not 1-128 of [A-Za-z0-9._-], not starting"
                                + " with a dot");
            }
            sessions.add(session);
        }
        return Set.copyOf(sessions);
    }

    private void require(boolean holds, String fault) throws InvalidWithdrawalException {
        if (!holds) {
            throw new InvalidWithdrawalException(path, fault);
        }
    }
}
