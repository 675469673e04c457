package io.adgaze.operators.frames;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.adgaze.records.json.Json;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@link ReadingMark}s in the store, one small object for each session that is being read: its
 * key ends in the session's id.
 */
final class ReadingMarks implements AutoCloseable {

    private static final int MAX_BYTES = 1024;

    private final JsonMapper json = Json.mapper().build();
    private final ObjectStore store;
    private final String folderUri;
    private final Path scratch;

    /**
     * @param folderUri ending in a slash
     * @param localFolder for a file of a few bytes
     */
    ReadingMarks(ObjectStore store, String folderUri, Path localFolder) throws IOException {
        this.store = store;
        this.folderUri = folderUri;
        this.scratch = Files.createTempFile(localFolder, "reading", ".json");
    }

    /** Those that are there, by session. */
    Map<String, ReadingMark> all() throws IOException {
        Map<String, ReadingMark> marks = new HashMap<>();
        List<ListedObject> found = store.list(folderUri).toList();
        for (ListedObject object : found) {
            try {
                byte[] content = store.read(object.uri(), MAX_BYTES);
                String sessionId = object.uri().substring(folderUri.length());
                marks.put(sessionId, json.readValue(content, ReadingMark.class));
            } catch (NoSuchFileException ended) {
                continue; // Another slot has read that session to its end.
            }
        }
        return marks;
    }

    void write(String sessionId, ReadingMark mark) throws IOException {
        Files.write(scratch, json.writeValueAsBytes(mark));
        store.write(folderUri + sessionId, scratch);
    }

    void delete(String sessionId) throws IOException {
        store.delete(folderUri + sessionId);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(scratch);
    }
}
