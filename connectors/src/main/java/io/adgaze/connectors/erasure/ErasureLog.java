package io.adgaze.connectors.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adgaze.records.ObjectRef;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is erased, written down before it is: one object for each version of an object that is
 * rewritten or deleted, under its hash. A run that is killed in between writes the same one again,
 * so that receipts count right. Names no viewer and no session.
 */
final class ErasureLog {

    private static final String OBJECTS = "objects";

    private final ObjectStore store;
    private final StoredJson json;
    private final String prefix;

    /**
     * An entry.
     *
     * @param what the table whose rows were erased, or {@link #OBJECTS}
     * @param adId whose
     * @param byWithdrawal how many, by the id of the earliest withdrawal that is of them
     * @param withdrawals all that are of any of them
     */
    record Entry(
            String what, String adId, Map<String, Integer> byWithdrawal, Set<String> withdrawals) {

        /** Of objects in the landing prefix. */
        static Entry objects(String adId, String withdrawalId, int objectsN) {
            return new Entry(OBJECTS, adId, Map.of(withdrawalId, objectsN), Set.of(withdrawalId));
        }

        boolean isOfObjects() {
            return what.equals(OBJECTS);
        }
    }

    ErasureLog(ObjectStore store, StoredJson json, ErasurePlaces places) {
        this.store = store;
        this.json = json;
        this.prefix = places.output().erasures() + "log/";
    }

    /** Writes an entry down, of the version of an object that is erased next. */
    void write(ObjectRef erased, Entry entry) throws IOException {
        ObjectNode content = StoredJson.JSON.createObjectNode();
        content.put("what", entry.what()).put("ad_id", entry.adId());
        ObjectNode counts = content.putObject("by_withdrawal");
        entry.byWithdrawal().forEach(counts::put);
        ArrayNode all = content.putArray("withdrawals");
        entry.withdrawals().forEach(all::add);
        json.write(prefix + hash(erased) + ".json", content);
    }

    private static String hash(ObjectRef object) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(object.uri().getBytes(UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(object.version().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    List<Entry> all() throws IOException {
        List<Entry> entries = new ArrayList<>();
        Iterator<ListedObject> objects = store.list(prefix).iterator();
        while (objects.hasNext()) {
            entries.add(entry(json.read(objects.next().uri())));
        }
        return entries;
    }

    private static Entry entry(JsonNode content) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> count : content.path("by_withdrawal").properties()) {
            counts.put(count.getKey(), count.getValue().asInt());
        }
        Set<String> all = new HashSet<>();
        content.path("withdrawals").forEach(id -> all.add(id.asText()));
        return new Entry(
                content.path("what").asText(), content.path("ad_id").asText(), counts, all);
    }
}
