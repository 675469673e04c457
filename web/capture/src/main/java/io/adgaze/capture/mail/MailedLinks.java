package io.adgaze.capture.mail;

import io.adgaze.capture.identity.RandomIds;
import io.adgaze.capture.identity.Secret;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Links in mails, each good for one use within a day. */
@Repository
public class MailedLinks {

    private static final Duration LASTS = Duration.ofDays(1);

    /** What a link does. */
    public enum Purpose {
        VERIFY_EMAIL,
        RESET_PASSWORD;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final JdbcClient database;
    private final RandomIds ids;
    private final Clock clock;

    MailedLinks(JdbcClient database, RandomIds ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    Secret add(UUID viewerId, Purpose purpose) {
        Secret secret = ids.secret();
        database.sql("INSERT INTO mailed_links VALUES (?, ?, ?, ?)")
                .params(
                        secret.sha256(),
                        viewerId,
                        purpose.word(),
                        Timestamp.from(clock.instant().plus(LASTS)))
                .update();
        return secret;
    }

    /** Whose it is; it is used up by this. */
    public Optional<UUID> use(Secret secret, Purpose purpose) {
        return database.sql(
                        "DELETE FROM mailed_links WHERE secret_sha256 = ? AND purpose = ? AND"
                                + " expires_at > ? RETURNING viewer_id")
                .params(secret.sha256(), purpose.word(), Timestamp.from(clock.instant()))
                .query(UUID.class)
                .optional();
    }
}
