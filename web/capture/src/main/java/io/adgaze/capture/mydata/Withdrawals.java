package io.adgaze.capture.mydata;

import io.adgaze.capture.identity.RandomIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What viewers have withdrawn. */
@Repository
class Withdrawals {

    private final JdbcClient database;
    private final RandomIds ids;
    private final Clock clock;

    Withdrawals(JdbcClient database, RandomIds ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A withdrawal.
     *
     * @param sessionIds empty where it is of everything
     * @param landedAt null until the job can find it
     */
    record Withdrawal(
            String withdrawalId,
            UUID viewerId,
            String viewerKey,
            List<String> sessionIds,
            Instant requestedAt,
            @Nullable Instant landedAt) {}

    Withdrawal add(UUID viewerId, String viewerKey, List<String> sessionIds) {
        Withdrawal withdrawal =
                new Withdrawal(ids.id("w"), viewerId, viewerKey, sessionIds, clock.instant(), null);
        database.sql(
                        "INSERT INTO withdrawals (withdrawal_id, viewer_id, viewer_key,"
                                + " session_ids, requested_at) VALUES (?, ?, ?, string_to_array(?,"
                                + " ','), ?)")
                .params(
                        withdrawal.withdrawalId(),
                        viewerId,
                        viewerKey,
                        String.join(",", sessionIds),
                        Timestamp.from(withdrawal.requestedAt()))
                .update();
        return withdrawal;
    }

    List<Withdrawal> ofViewer(UUID viewerId) {
        return database.sql("SELECT * FROM withdrawals WHERE viewer_id = ? ORDER BY requested_at")
                .param(viewerId)
                .query(Withdrawals::read)
                .list();
    }

    List<Withdrawal> notLanded() {
        return database.sql("SELECT * FROM withdrawals WHERE landed_at IS NULL")
                .query(Withdrawals::read)
                .list();
    }

    void land(Withdrawal withdrawal) {
        database.sql("UPDATE withdrawals SET landed_at = ? WHERE withdrawal_id = ?")
                .params(Timestamp.from(clock.instant()), withdrawal.withdrawalId())
                .update();
    }

    private static Withdrawal read(ResultSet row, int number) throws SQLException {
        Timestamp landedAt = row.getTimestamp("landed_at");
        return new Withdrawal(
                row.getString("withdrawal_id"),
                row.getObject("viewer_id", UUID.class),
                row.getString("viewer_key"),
                Arrays.asList((String[]) row.getArray("session_ids").getArray()),
                row.getTimestamp("requested_at").toInstant(),
                landedAt == null ? null : landedAt.toInstant());
    }
}
