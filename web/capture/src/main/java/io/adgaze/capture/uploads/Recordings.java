package io.adgaze.capture.uploads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known of recordings, and what was signed for. */
@Repository
public class Recordings {

    private final JdbcClient database;

    Recordings(JdbcClient database) {
        this.database = database;
    }

    void add(Recording recording, String idempotencyKey) {
        database.sql(
                        "INSERT INTO recordings (session_id, recording, file_name, content_type,"
                                + " idempotency_key) VALUES (?, ?, ?, ?, ?)")
                .params(
                        recording.sessionId(),
                        recording.number(),
                        recording.fileName(),
                        recording.contentType(),
                        idempotencyKey)
                .update();
    }

    Optional<Recording> findByKey(String sessionId, String idempotencyKey) {
        return database.sql("SELECT * FROM recordings WHERE session_id = ? AND idempotency_key = ?")
                .params(sessionId, idempotencyKey)
                .query(Recordings::read)
                .optional();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<Recording> lock(String sessionId, int number) {
        return database.sql(
                        "SELECT * FROM recordings WHERE session_id = ? AND recording = ? FOR"
                                + " UPDATE")
                .params(sessionId, number)
                .query(Recordings::read)
                .optional();
    }

    /** A session's, by number. */
    public List<Recording> ofSession(String sessionId) {
        return database.sql("SELECT * FROM recordings WHERE session_id = ? ORDER BY recording")
                .param(sessionId)
                .query(Recordings::read)
                .list();
    }

    void begin(Recording recording, String uploadId) {
        database.sql("UPDATE recordings SET upload_id = ? WHERE session_id = ? AND recording = ?")
                .params(uploadId, recording.sessionId(), recording.number())
                .update();
    }

    void complete(Recording recording, long lengthBytes) {
        database.sql(
                        "UPDATE recordings SET length_bytes = ? WHERE session_id = ? AND recording"
                                + " = ?")
                .params(lengthBytes, recording.sessionId(), recording.number())
                .update();
    }

    void sign(Recording recording, int part, long lengthBytes) {
        database.sql(
                        "INSERT INTO signed_parts (session_id, recording, part, length_bytes)"
                                + " VALUES (?, ?, ?, ?) ON CONFLICT (session_id, recording, part)"
                                + " DO UPDATE SET length_bytes = greatest("
                                + " signed_parts.length_bytes, excluded.length_bytes)")
                .params(recording.sessionId(), recording.number(), part, lengthBytes)
                .update();
    }

    /** All of a session's signed bytes but those of one part. */
    long signedBytesBeside(Recording recording, int part) {
        return database.sql(
                        "SELECT coalesce(sum(length_bytes), 0) FROM signed_parts WHERE session_id"
                                + " = ? AND NOT (recording = ? AND part = ?)")
                .params(recording.sessionId(), recording.number(), part)
                .query(Long.class)
                .single();
    }

    private static Recording read(ResultSet row, int number) throws SQLException {
        long lengthBytes = row.getLong("length_bytes");
        Long length = row.wasNull() ? null : lengthBytes;
        return new Recording(
                row.getString("session_id"),
                row.getInt("recording"),
                row.getString("file_name"),
                row.getString("content_type"),
                row.getString("upload_id"),
                length);
    }
}
