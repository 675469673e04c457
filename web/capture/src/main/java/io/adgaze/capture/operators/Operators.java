package io.adgaze.capture.operators;

import io.adgaze.capture.identity.RandomIds;
import io.adgaze.capture.identity.Secret;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Those who make studies. The first is made by a one-time link. */
@Repository
public class Operators {

    private final JdbcClient database;
    private final RandomIds ids;
    private final Clock clock;

    Operators(JdbcClient database, RandomIds ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether there is none yet. */
    public boolean isEmpty() {
        return database.sql("SELECT count(*) FROM operators").query(Long.class).single() == 0;
    }

    /** A new one-time link; one made before is void. */
    @Transactional
    public Secret newLink() {
        Secret secret = ids.secret();
        database.sql("DELETE FROM operator_links").update();
        database.sql("INSERT INTO operator_links VALUES (?, ?)")
                .params(secret.sha256(), now())
                .update();
        return secret;
    }

    /**
     * Makes an operator by a one-time link, which is used up by this.
     *
     * @return empty where the link is void
     */
    @Transactional
    public Optional<UUID> add(Secret link, String email, String passwordHash) {
        int used =
                database.sql("DELETE FROM operator_links WHERE secret_sha256 = ?")
                        .param(link.sha256())
                        .update();
        return used == 1 ? Optional.of(add(email, passwordHash)) : Optional.empty();
    }

    /** Makes an operator. */
    public UUID add(String email, String passwordHash) {
        UUID operatorId = UUID.randomUUID();
        database.sql(
                        "INSERT INTO operators (operator_id, email, password_hash, created_at)"
                                + " VALUES (?, ?, ?, ?)")
                .params(operatorId, email.strip().toLowerCase(Locale.ROOT), passwordHash, now())
                .update();
        return operatorId;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
