package io.adgaze.capture.viewers;

import io.adgaze.capture.identity.RandomIds;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The pseudonyms under which studies know viewers: random, one per viewer and study owner, so that
 * two owners cannot join what they know.
 */
@Repository
public class ViewerKeys {

    private final JdbcClient database;
    private final RandomIds ids;

    ViewerKeys(JdbcClient database, RandomIds ids) {
        this.database = database;
        this.ids = ids;
    }

    /** The viewer's pseudonym with this owner, made where there is none. */
    public String of(UUID viewerId, UUID operatorId) {
        database.sql(
                        "INSERT INTO viewer_keys (viewer_id, operator_id, viewer_key) VALUES (?, ?,"
                                + " ?) ON CONFLICT (viewer_id, operator_id) DO NOTHING")
                .params(viewerId, operatorId, ids.id("v"))
                .update();
        return database.sql(
                        "SELECT viewer_key FROM viewer_keys WHERE viewer_id = ? AND operator_id ="
                                + " ?")
                .params(viewerId, operatorId)
                .query(String.class)
                .single();
    }

    /** All of a viewer's pseudonyms. */
    public List<String> of(UUID viewerId) {
        return database.sql("SELECT viewer_key FROM viewer_keys WHERE viewer_id = ?")
                .param(viewerId)
                .query(String.class)
                .list();
    }
}
