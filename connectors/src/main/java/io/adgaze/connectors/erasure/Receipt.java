package io.adgaze.connectors.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adgaze.records.withdrawal.Withdrawal;
import java.time.Instant;

/**
 * Word that a withdrawal is done; names no viewer and no session.
 *
 * @param completedAt when a fresh listing and a look into each file found nothing
 * @param nothingRestorableAfter when the last checkpoint from before that is gone
 * @param exportsRewritten ads whose exports were written anew since
 */
record Receipt(
        Withdrawal withdrawal,
        Instant completedAt,
        Instant nothingRestorableAfter,
        Erased erased,
        int exportsRewritten) {

    private static final int VERSION = 1;
    private static final String ROWS = "rows_deleted";
    private static final String OBJECTS = "objects_deleted";

    String id() {
        return withdrawal.withdrawalId();
    }

    ObjectNode toJson() {
        ObjectNode json = StoredJson.JSON.createObjectNode();
        json.put("version", VERSION);
        json.put("withdrawal_id", id());
        json.put("requested_at", withdrawal.requestedAt().toString());
        json.put("completed_at", completedAt.toString());
        json.put("nothing_restorable_after", nothingRestorableAfter.toString());
        ObjectNode rows = json.putObject(ROWS);
        ErasurePlaces.TABLES.forEach(
                table -> rows.put(table, erased.rows().getOrDefault(table, 0)));
        json.put(OBJECTS, erased.objectsN());
        json.put("exports_rewritten", exportsRewritten);
        return json;
    }

    /** Whether another one says the same of what was erased. */
    boolean saysNoMoreThan(JsonNode other) {
        ObjectNode own = toJson();
        return own.get(ROWS).equals(other.path(ROWS))
                && own.get(OBJECTS).equals(other.path(OBJECTS));
    }
}
