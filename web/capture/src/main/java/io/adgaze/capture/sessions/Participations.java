package io.adgaze.capture.sessions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All sessions, from consent on. */
@Repository
public class Participations {

    private final JdbcClient database;
    private final Clock clock;

    Participations(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Keeps a new one. */
    public void add(Participation session) {
        database.sql(
                        """
                        INSERT INTO participations (session_id, study_id, token, viewer_id, viewer_key,
                            respondent_id, ad_id, is_test, language, seed, stage, created_at)
                        VALUES (:session, :study, :token, :viewer, :key,
                            :respondent, :ad, :test, :language, :seed, :stage, :now)
                        """)
                .param("session", session.sessionId())
                .param("study", session.studyId())
                .param("token", session.token())
                .param("viewer", session.viewerId())
                .param("key", session.viewerKey())
                .param("respondent", session.respondentId())
                .param("ad", session.adId())
                .param("test", session.isTest())
                .param("language", session.language())
                .param("seed", session.seed())
                .param("stage", session.stage().word())
                .param("now", Timestamp.from(session.createdAt()))
                .update();
    }

    /** The session of an id. */
    public Optional<Participation> find(String sessionId) {
        return database.sql("SELECT * FROM participations WHERE session_id = ?")
                .param(sessionId)
                .query(Participations::read)
                .optional();
    }

    /**
     * The session of an id, which nobody else changes until the transaction ends.
     *
     * @throws java.util.NoSuchElementException when there is none
     */
    public Participation lock(String sessionId) {
        return database.sql("SELECT * FROM participations WHERE session_id = ? FOR UPDATE")
                .param(sessionId)
                .query(Participations::read)
                .optional()
                .orElseThrow();
    }

    /** The one that counts, of this viewer in this study. */
    public Optional<Participation> find(String studyId, UUID viewerId) {
        return database.sql(
                        "SELECT * FROM participations WHERE study_id = ? AND viewer_id = ? AND NOT"
                                + " is_test AND withdrawn_at IS NULL AND abandoned_at IS NULL")
                .params(studyId, viewerId)
                .query(Participations::read)
                .optional();
    }

    /** A viewer's, the newest first. */
    public List<Participation> ofViewer(UUID viewerId) {
        return database.sql(
                        "SELECT * FROM participations WHERE viewer_id = ? ORDER BY created_at DESC")
                .param(viewerId)
                .query(Participations::read)
                .list();
    }

    /** Notes that a session has come this far; it never goes back. */
    public void reach(Participation session, Stage stage) {
        if (stage.compareTo(session.stage()) <= 0) {
            return;
        }
        database.sql(
                        "UPDATE participations SET stage = ?, loss_reason = NULL WHERE session_id ="
                                + " ? AND stage = ?")
                .params(stage.word(), session.sessionId(), session.stage().word())
                .update();
    }

    /** Notes what went wrong; the last of it is why a session was lost, if it was. */
    public void note(Participation session, TroubleKind kind) {
        database.sql("INSERT INTO troubles (session_id, kind, stage, at) VALUES (?, ?, ?, ?)")
                .params(session.sessionId(), kind.word(), session.stage().word(), now())
                .update();
        database.sql("UPDATE participations SET loss_reason = ? WHERE session_id = ?")
                .params(kind.word(), session.sessionId())
                .update();
    }

    /** What went wrong so far, in order. */
    public List<TroubleNoted> troubles(String sessionId) {
        return database.sql("SELECT kind, stage FROM troubles WHERE session_id = ? ORDER BY at")
                .param(sessionId)
                .query(
                        (row, number) ->
                                new TroubleNoted(
                                        TroubleKind.of(row.getString("kind")),
                                        Stage.of(row.getString("stage"))))
                .list();
    }

    /**
     * Notes that the manifest lies there.
     *
     * @param deviceClass as the studio tells; null where it does not
     * @param concern null where nothing speaks against its measurement
     */
    public void land(
            String sessionId, @Nullable String deviceClass, @Nullable QualityConcern concern) {
        database.sql(
                        """
                        UPDATE participations SET stage = :stage, landed_at = :now,
                            device_class = :device, quality_concern = :concern, loss_reason = NULL
                        WHERE session_id = :session AND landed_at IS NULL
                        """)
                .param("stage", Stage.LANDED.word())
                .param("now", now())
                .param("device", deviceClass)
                .param("concern", concern == null ? null : concern.word())
                .param("session", sessionId)
                .update();
    }

    /** How it came to its end. */
    public Outcome outcome(String sessionId) {
        return database.sql(
                        "SELECT loss_reason, quality_concern FROM participations WHERE session_id ="
                                + " ?")
                .param(sessionId)
                .query(
                        (row, number) -> {
                            String concern = row.getString("quality_concern");
                            return new Outcome(
                                    row.getString("loss_reason"),
                                    concern == null ? null : QualityConcern.of(concern));
                        })
                .single();
    }

    /** Notes that the viewer has withdrawn it. */
    public void withdraw(String sessionId) {
        database.sql(
                        "UPDATE participations SET withdrawn_at = ? WHERE session_id = ? AND"
                                + " withdrawn_at IS NULL")
                .params(now(), sessionId)
                .update();
    }

    /**
     * Gives up those that were begun before a time and have not landed. Of two servers that do so
     * at once each takes others.
     *
     * @return how many
     */
    public int abandonBegunBefore(Instant time) {
        return database.sql(
                        "UPDATE participations SET abandoned_at = ? WHERE created_at < ? AND"
                                + " landed_at IS NULL AND withdrawn_at IS NULL AND abandoned_at IS"
                                + " NULL")
                .params(now(), Timestamp.from(time))
                .update();
    }

    /**
     * Those whose recordings have to go, and may still lie there: their study's days are over, they
     * were withdrawn or given up.
     *
     * @param most the oldest of them
     */
    public List<Participation> dueForDeletion(int most) {
        return database.sql(
                        """
                        SELECT p.* FROM participations p JOIN studies USING (study_id)
                        WHERE erased_at IS NULL
                            AND (withdrawn_at IS NOT NULL OR abandoned_at IS NOT NULL
                                OR p.created_at + retention_days * interval '1 day' < :now)
                        ORDER BY p.created_at LIMIT :most
                        """)
                .param("now", now())
                .param("most", most)
                .query(Participations::read)
                .list();
    }

    /**
     * Notes that its recordings are deleted.
     *
     * @return whether nobody had noted it before
     */
    public boolean erased(String sessionId) {
        return database.sql(
                                "UPDATE participations SET erased_at = ? WHERE session_id = ? AND"
                                        + " erased_at IS NULL")
                        .params(now(), sessionId)
                        .update()
                == 1;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Participation read(ResultSet row, int number) throws SQLException {
        return new Participation(
                row.getString("session_id"),
                row.getString("study_id"),
                row.getString("token"),
                row.getObject("viewer_id", UUID.class),
                row.getString("viewer_key"),
                row.getString("respondent_id"),
                row.getString("ad_id"),
                row.getBoolean("is_test"),
                row.getString("language"),
                row.getLong("seed"),
                Stage.of(row.getString("stage")),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "landed_at"),
                instant(row, "withdrawn_at"),
                instant(row, "abandoned_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
