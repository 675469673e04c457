package io.adgaze.capture.consent;

import io.adgaze.capture.studies.Studies;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What viewers agreed to, with the words in which they were asked. */
@Repository
public class Consents {

    private final JdbcClient database;

    Consents(JdbcClient database) {
        this.database = database;
    }

    /** Keeps a consent, and the text that was shown for it. */
    public void add(ConsentGiven consent, ConsentText shown) {
        database.sql(
                        "INSERT INTO consent_texts (sha256, version, language, body) VALUES (?, ?,"
                                + " ?, ?) ON CONFLICT (sha256) DO NOTHING")
                .params(shown.sha256(), shown.version(), shown.language(), shown.body())
                .update();
        database.sql(
                        "INSERT INTO consents (consent_id, session_id, text_sha256, purposes,"
                                + " recontact, granted_at) VALUES (?, ?, ?, string_to_array(?,"
                                + " ','), ?, ?)")
                .params(
                        consent.consentId(),
                        consent.sessionId(),
                        consent.textSha256(),
                        String.join(",", Studies.words(consent.purposes())),
                        consent.recontact(),
                        Timestamp.from(consent.grantedAt()))
                .update();
    }

    /** The consent to a session. */
    public Optional<ConsentGiven> ofSession(String sessionId) {
        return database.sql(
                        "SELECT * FROM consents JOIN consent_texts ON sha256 = text_sha256 WHERE"
                                + " session_id = ?")
                .param(sessionId)
                .query(Consents::read)
                .optional();
    }

    /** What was shown, as plain text. */
    public Optional<String> textShown(String sessionId) {
        return database.sql(
                        "SELECT body FROM consents JOIN consent_texts ON sha256 = text_sha256"
                                + " WHERE session_id = ?")
                .param(sessionId)
                .query(String.class)
                .optional();
    }

    private static ConsentGiven read(ResultSet row, int number) throws SQLException {
        return new ConsentGiven(
                row.getString("consent_id"),
                row.getString("session_id"),
                row.getString("version"),
                row.getString("text_sha256"),
                Studies.purposes(Arrays.asList((String[]) row.getArray("purposes").getArray())),
                row.getBoolean("recontact"),
                row.getTimestamp("granted_at").toInstant());
    }
}
