package io.adgaze.operators.frames;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link ReadingMark}s in the store: {@code <session_id>.json} for each session that is being
 * read.
 */
final class ReadingMarks implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReadingMarks.class);

    private static final int MAX_BYTES = 1024;
    private static final String JSON = ".json";

    private final JsonMapper json = Json.mapper().build();
    private final ObjectStore store;
    private final String folderUri;
    private final Path localFolder;
    private @Nullable Path scratch;

    /**
     * @param folderUri ending in a slash
     * @param localFolder for a file of a few bytes
     */
    ReadingMarks(ObjectStore store, String folderUri, Path localFolder) {
        this.store = store;
        this.folderUri = folderUri;
        this.localFolder = localFolder;
    }

    /** Those that are there, by session. */
    Map<String, ReadingMark> all() throws IOException {
        Map<String, ReadingMark> marks = new HashMap<>();
        List<ListedObject> found = store.list(folderUri).toList();
        for (ListedObject object : found) {
            try {
                marks.put(sessionOf(object.uri()), read(object.uri()));
            } catch (NoSuchFileException ended) {
                continue; // Another slot has read that session to its end.
            }
        }
        return marks;
    }

    private ReadingMark read(String uri) throws IOException {
        byte[] content = store.read(uri, MAX_BYTES);
        try {
            return json.readValue(content, ReadingMark.class);
        } catch (JsonProcessingException e) {
            LOGGER.warn("{} cannot be read; its session is read alone", uri, e);
            return ReadingMark.IN_COMPANY;
        }
    }

    void write(String sessionId, ReadingMark mark) throws IOException {
        if (scratch == null) {
            scratch = Files.createTempFile(localFolder, "reading", JSON);
        }
        Files.write(scratch, json.writeValueAsBytes(mark));
        store.write(uriOf(sessionId), scratch);
    }

    void delete(String sessionId) throws IOException {
        store.delete(uriOf(sessionId));
    }

    private String uriOf(String sessionId) {
        return folderUri + sessionId + JSON;
    }

    private String sessionOf(String uri) {
        return uri.substring(folderUri.length()).replaceFirst("\\.json$", "");
    }

    @Override
    public void close() throws IOException {
        if (scratch != null) {
            Files.deleteIfExists(scratch);
        }
    }
}
