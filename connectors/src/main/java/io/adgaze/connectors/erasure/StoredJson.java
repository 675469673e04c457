package io.adgaze.connectors.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.adgaze.records.json.Json;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small JSON objects in a store, written whole. */
final class StoredJson {

    static final JsonMapper JSON = Json.mapper().build();

    private static final int MAX_BYTES = 1 << 24;

    private final ObjectStore store;
    private final Path scratch;

    /**
     * @param scratch a local folder for files on their way
     */
    StoredJson(ObjectStore store, Path scratch) {
        this.store = store;
        this.scratch = scratch;
    }

    void write(String uri, JsonNode content) throws IOException {
        Path file = Files.createTempFile(scratch, "adgaze-erasure-", ".json");
        try {
            Files.write(file, JSON.writeValueAsBytes(content));
            store.write(uri, file);
        } finally {
            Files.delete(file);
        }
    }

    JsonNode read(String uri) throws IOException {
        return JSON.readTree(store.read(uri, MAX_BYTES));
    }
}
