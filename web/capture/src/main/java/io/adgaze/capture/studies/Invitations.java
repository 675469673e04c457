package io.adgaze.capture.studies;

import io.adgaze.capture.identity.RandomIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The links by which viewers come. Of those who go no further than the questions before consent
 * nothing is kept but that one more of them was there.
 */
@Repository
public class Invitations {

    /** What is counted of people of whom nothing is kept. */
    public enum Count {
        OPENED,
        ADULT,
        UNDERAGE,
        DECLINED
    }

    private final JdbcClient database;
    private final RandomIds ids;
    private final Clock clock;

    Invitations(JdbcClient database, RandomIds ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes one more link to a study. */
    public Invitation add(String studyId, String label, int invitedN) {
        Invitation invitation = new Invitation(ids.secret().text(), studyId, label, invitedN);
        database.sql(
                        "INSERT INTO invitations (token, study_id, label, invited_n, created_at)"
                                + " VALUES (?, ?, ?, ?, ?)")
                .params(
                        invitation.token(),
                        studyId,
                        label,
                        invitedN,
                        Timestamp.from(clock.instant()))
                .update();
        return invitation;
    }

    /** The invitation of a token. */
    public Optional<Invitation> find(String token) {
        return database.sql("SELECT * FROM invitations WHERE token = ?")
                .param(token)
                .query(Invitations::read)
                .optional();
    }

    /** A study's, the oldest first. */
    public List<Invitation> ofStudy(String studyId) {
        return database.sql("SELECT * FROM invitations WHERE study_id = ? ORDER BY created_at")
                .param(studyId)
                .query(Invitations::read)
                .list();
    }

    /** One more. */
    public void count(String token, Count what) {
        String column =
                switch (what) {
                    case OPENED -> "opened_n";
                    case ADULT -> "adult_n";
                    case UNDERAGE -> "underage_n";
                    case DECLINED -> "declined_n";
                };
        database.sql(
                        "UPDATE invitations SET %1$s = %1$s + 1 WHERE token = :token"
                                .formatted(column))
                .param("token", token)
                .update();
    }

    private static Invitation read(ResultSet row, int number) throws SQLException {
        return new Invitation(
                row.getString("token"),
                row.getString("study_id"),
                row.getString("label"),
                row.getInt("invited_n"));
    }
}
