package io.adgaze.capture.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Those who log in with an address and a password: viewers, or operators. Five wrong passwords lock
 * an account for fifteen minutes.
 */
final class PasswordAccounts {

    private static final int MOST_FAILURES = 5;
    private static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    private final JdbcClient database;
    private final Clock clock;
    private final String table;
    private final String idColumn;

    private PasswordAccounts(JdbcClient database, Clock clock, String table, String idColumn) {
        this.database = database;
        this.clock = clock;
        this.table = table;
        this.idColumn = idColumn;
    }

    static PasswordAccounts ofViewers(JdbcClient database, Clock clock) {
        return new PasswordAccounts(database, clock, "viewers", "viewer_id");
    }

    static PasswordAccounts ofOperators(JdbcClient database, Clock clock) {
        return new PasswordAccounts(database, clock, "operators", "operator_id");
    }

    /**
     * An account, as a log-in needs it.
     *
     * @param passwordHash null where there is a passkey instead
     */
    record Account(UUID id, @Nullable String passwordHash, @Nullable Instant lockedUntil) {}

    Optional<Account> find(String email) {
        return database.sql(
                        "SELECT %s AS id, password_hash, locked_until FROM %s WHERE email = ?"
                                .formatted(idColumn, table))
                .param(email.strip().toLowerCase(Locale.ROOT))
                .query(PasswordAccounts::read)
                .optional();
    }

    boolean isLocked(Account account) {
        return account.lockedUntil() != null && clock.instant().isBefore(account.lockedUntil());
    }

    void noteFailure(Account account) {
        database.sql(
                        """
                        UPDATE %s SET
                            locked_until = CASE WHEN failed_logins + 1 >= :most
                                THEN :until ELSE locked_until END,
                            failed_logins = CASE WHEN failed_logins + 1 >= :most
                                THEN 0 ELSE failed_logins + 1 END
                        WHERE %s = :id
                        """
                                .formatted(table, idColumn))
                .param("most", MOST_FAILURES)
                .param("until", Timestamp.from(clock.instant().plus(LOCKED_FOR)))
                .param("id", account.id())
                .update();
    }

    void noteSuccess(Account account) {
        database.sql(
                        "UPDATE %s SET failed_logins = 0, locked_until = NULL WHERE %s = ?"
                                .formatted(table, idColumn))
                .param(account.id())
                .update();
    }

    private static Account read(ResultSet row, int number) throws SQLException {
        Timestamp lockedUntil = row.getTimestamp("locked_until");
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("password_hash"),
                lockedUntil == null ? null : lockedUntil.toInstant());
    }
}
