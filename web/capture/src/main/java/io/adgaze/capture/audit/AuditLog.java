package io.adgaze.capture.audit;

import java.sql.Timestamp;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was done, by whom, to what: ids alone, so that the log may outlive the people in it. */
@Component
public class AuditLog {

    private final JdbcClient database;
    private final Clock clock;

    AuditLog(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Adds an entry.
     *
     * @param actor {@code operator:<id>}, {@code viewer:<id>} or {@code server}
     * @param action in the past tense, such as {@code study_paused}
     * @param subject the id of what it was done to
     */
    public void note(String actor, String action, @Nullable String subject) {
        database.sql(
                        "INSERT INTO audit_log (at, actor, action, subject) VALUES (:at, :actor,"
                                + " :action, :subject)")
                .param("at", Timestamp.from(clock.instant()))
                .param("actor", actor)
                .param("action", action)
                .param("subject", subject)
                .update();
    }
}
