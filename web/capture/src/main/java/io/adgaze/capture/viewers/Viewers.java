package io.adgaze.capture.viewers;

import io.adgaze.capture.identity.RandomIds;
import io.adgaze.capture.identity.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Viewers, those with an account and guests. */
@Repository
public class Viewers {

    private final JdbcClient database;
    private final RandomIds ids;
    private final Clock clock;

    Viewers(JdbcClient database, RandomIds ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** A viewer without an account. */
    public Viewer addGuest() {
        Viewer guest = new Viewer(UUID.randomUUID(), null, false);
        database.sql("INSERT INTO viewers (viewer_id, created_at) VALUES (?, ?)")
                .params(guest.viewerId(), now())
                .update();
        return guest;
    }

    /**
     * A viewer with an account.
     *
     * @param passwordHash null where they log in by a passkey
     * @return empty where the address has one already
     */
    public Optional<Viewer> add(String email, @Nullable String passwordHash) {
        String address = canonical(email);
        Viewer viewer = new Viewer(UUID.randomUUID(), address, false);
        int added =
                database.sql(
                                "INSERT INTO viewers (viewer_id, email, password_hash, created_at)"
                                        + " VALUES (:id, :email, :password, :now) ON CONFLICT"
                                        + " (email) DO NOTHING")
                        .param("id", viewer.viewerId())
                        .param("email", address)
                        .param("password", passwordHash)
                        .param("now", now())
                        .update();
        return added == 1 ? Optional.of(viewer) : Optional.empty();
    }

    /** The viewer of an id. */
    public Optional<Viewer> find(UUID viewerId) {
        return database.sql("SELECT * FROM viewers WHERE viewer_id = ?")
                .param(viewerId)
                .query(Viewers::read)
                .optional();
    }

    /** The viewer of an address. */
    public Optional<Viewer> findByEmail(String email) {
        return database.sql("SELECT * FROM viewers WHERE email = ?")
                .param(canonical(email))
                .query(Viewers::read)
                .optional();
    }

    /** Forgets a viewer: what is not deleted with them names nobody any more. */
    public void delete(UUID viewerId) {
        database.sql("DELETE FROM viewers WHERE viewer_id = ?").param(viewerId).update();
    }

    /** Sets a new password, and lifts a lock. */
    public void setPassword(UUID viewerId, String passwordHash) {
        database.sql(
                        "UPDATE viewers SET password_hash = ?, failed_logins = 0, locked_until ="
                                + " NULL WHERE viewer_id = ? AND email IS NOT NULL")
                .params(passwordHash, viewerId)
                .update();
    }

    /** The address is known to be theirs. */
    public void setEmailVerified(UUID viewerId) {
        database.sql("UPDATE viewers SET email_verified_at = ? WHERE viewer_id = ?")
                .params(now(), viewerId)
                .update();
    }

    /** One more way to this viewer's data, for whoever holds the secret. */
    public Secret addPrivateLink(UUID viewerId) {
        Secret secret = ids.secret();
        database.sql(
                        "INSERT INTO private_links (secret_sha256, viewer_id, created_at) VALUES"
                                + " (?, ?, ?)")
                .params(secret.sha256(), viewerId, now())
                .update();
        return secret;
    }

    /** Whose data a private link opens. */
    public Optional<Viewer> findByPrivateLink(Secret secret) {
        return database.sql(
                        "SELECT v.* FROM viewers v JOIN private_links USING (viewer_id) WHERE"
                                + " secret_sha256 = ?")
                .param(secret.sha256())
                .query(Viewers::read)
                .optional();
    }

    /** Addresses are compared without regard to case. */
    public static String canonical(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Viewer read(ResultSet row, int number) throws SQLException {
        return new Viewer(
                row.getObject("viewer_id", UUID.class),
                row.getString("email"),
                row.getTimestamp("email_verified_at") != null);
    }
}
