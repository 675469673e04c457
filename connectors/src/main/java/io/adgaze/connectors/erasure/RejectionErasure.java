package io.adgaze.connectors.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.ObjectRef;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.util.Collector;

/**
 * Once all withdrawn sessions are known: takes their lines out of {@code rejected}, and only then
 * hands them on, since nothing knows whose they were once their manifests are gone.
 */
public final class RejectionErasure implements ErasureStep<WithdrawnFolder, WithdrawnFolder> {

    private final ErasurePlaces places;

    private final ObjectStore store;
    private final Path scratch;
    private final Set<WithdrawnFolder> folders = new HashSet<>();
    private final Map<String, Set<String>> adsBySession = new HashMap<>();

    public RejectionErasure(ErasurePlaces places, Workplace workplace) {
        this.places = places;
        this.store = workplace.store();
        this.scratch = workplace.scratch();
    }

    @Override
    public void take(WithdrawnFolder folder, Collector<WithdrawnFolder> out) {
        folders.add(folder);
        adsBySession.computeIfAbsent(folder.sessionId(), id -> new HashSet<>()).add(folder.adId());
    }

    @Override
    public void finish(Collector<WithdrawnFolder> out) throws IOException {
        if (folders.isEmpty()) {
            return;
        }
        Iterator<ListedObject> files = store.list(places.output().rejected() + "/").iterator();
        while (files.hasNext()) {
            String uri = files.next().uri();
            Optional<ObjectRef> file = uri.endsWith(".jsonl") ? store.head(uri) : Optional.empty();
            if (file.isPresent()) {
                erase(file.get());
            }
        }
        folders.forEach(out::collect);
    }

    private void erase(ObjectRef file) throws IOException {
        Path rest = Files.createTempFile(scratch, "adgaze-rejected-", ".jsonl");
        try {
            if (copyOthers(file, rest)) {
                store.write(file.uri(), rest);
            }
        } finally {
            Files.delete(rest);
        }
    }

    /** Whether any line was left out. */
    private boolean copyOthers(ObjectRef file, Path rest) throws IOException {
        boolean left = false;
        try (BufferedReader lines =
                        new BufferedReader(Channels.newReader(store.open(file), UTF_8));
                BufferedWriter others = Files.newBufferedWriter(rest)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (isWithdrawn(line)) {
                    left = true;
                } else {
                    others.append(line).append('\n');
                }
            }
        }
        return left;
    }

    /** A line that is none of ours stays. */
    private boolean isWithdrawn(String line) {
        try {
            JsonNode rejection = StoredJson.JSON.readTree(line);
            String sessionId = rejection.path("session_id").asText();
            Set<String> ads = adsBySession.getOrDefault(sessionId, Set.of());
            // Another viewer's session may have the same id, under another ad.
            return !ads.isEmpty()
                    && LandingLayout.parse(rejection.path("key").asText())
                            .map(path -> ads.contains(path.adId()))
                            .orElse(true);
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
