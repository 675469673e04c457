package io.adgaze.capture.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A session's uploads as server and store keep them: by the API's contract, in memory. */
final class ReceivedUploads {

    static final int PART_BYTES = 5_242_880;

    private record Part(int number, int length, String etag) {}

    private final Path folder;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<Integer, TreeMap<Integer, byte[]>> parts = new LinkedHashMap<>();
    private final Set<Integer> complete = new HashSet<>();
    private final List<String> stages = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final List<JsonNode> manifests = new ArrayList<>();

    ReceivedUploads(Path folder) {
        this.folder = folder;
    }

    synchronized List<String> stages() {
        return List.copyOf(stages);
    }

    synchronized List<String> troubles() {
        return List.copyOf(troubles);
    }

    synchronized int manifestsN() {
        return manifests.size();
    }

    /** Recordings that were begun, complete or not. */
    synchronized int begunN() {
        return numbers.size();
    }

    synchronized LandedSession landed() throws IOException {
        JsonNode manifest = manifests.get(manifests.size() - 1);
        List<Path> recordings = new ArrayList<>();
        for (JsonNode number : manifest.get("recordings")) {
            recordings.add(folder.resolve("recording-%d.webm".formatted(number.asInt())));
        }
        return new LandedSession(manifest, recordings);
    }

    /** Stores a part, {@code recording/number}. */
    synchronized String put(String key, byte[] content) {
        String[] names = key.split("/");
        parts.get(Integer.parseInt(names[0])).put(Integer.parseInt(names[1]), content);
        return etag(content);
    }

    /** Answers a request to the API, {@code POST /uploads} and so on. */
    synchronized Object answer(String request, JsonNode asked, String key) throws IOException {
        String[] names = request.split("/");
        if (request.startsWith("GET")) {
            return session();
        }
        return switch (names[names.length - 1]) {
            case "stage" -> Map.of("noted", stages.add(asked.get("stage").asText()));
            case "trouble" -> Map.of("noted", troubles.add(asked.get("kind").asText()));
            case "uploads" -> begin(key);
            case "parts" -> sign(Integer.parseInt(names[2]), asked);
            case "complete" -> complete(Integer.parseInt(names[2]), asked);
            case "manifest" -> {
                manifests.add(asked);
                yield Map.of("state", "landed");
            }
            default -> throw new IOException("no such request: " + request);
        };
    }

    private Map<String, Object> session() {
        return Map.of(
                "sessionId",
                "s-1",
                "ad",
                Map.of("url", "/ad"),
                "seed",
                4_611_686_018_427_387_905L,
                "language",
                "en",
                "limits",
                Map.of("maxRecordingBytes", 120_000_000, "partBytes", PART_BYTES),
                "uploads",
                numbers.values().stream().map(this::upload).toList(),
                "stage",
                manifests.isEmpty() ? "consented" : "landed");
    }

    private Map<String, Object> upload(int number) {
        boolean whole = complete.contains(number);
        List<Part> stored =
                parts.get(number).entrySet().stream()
                        .map(
                                part ->
                                        new Part(
                                                part.getKey(),
                                                part.getValue().length,
                                                etag(part.getValue())))
                        .toList();
        return Map.of(
                "recording", number,
                "state", whole ? "complete" : "open",
                "parts", whole ? List.of() : stored);
    }

    private Map<String, Object> begin(String key) {
        int number = numbers.computeIfAbsent(key, any -> numbers.size());
        parts.computeIfAbsent(number, any -> new TreeMap<>());
        return Map.of("recording", number, "fileName", "recording-%d.webm".formatted(number));
    }

    private Map<String, Object> sign(int recording, JsonNode asked) {
        if (complete.contains(recording)) {
            throw new IllegalStateException("a complete recording is sent again");
        }
        return Map.of(
                "url", "/store/%d/%d".formatted(recording, asked.get("number").asInt()),
                "method", "PUT",
                "headers", Map.of());
    }

    private Map<String, Object> complete(int recording, JsonNode asked) throws IOException {
        try (OutputStream file =
                Files.newOutputStream(folder.resolve("recording-%d.webm".formatted(recording)))) {
            for (byte[] part : parts.get(recording).values()) {
                file.write(part);
            }
        }
        long length = Files.size(folder.resolve("recording-%d.webm".formatted(recording)));
        if (length != asked.get("length").asLong()) {
            throw new IOException("parts have %d bytes, not %s".formatted(length, asked));
        }
        complete.add(recording);
        return Map.of("state", "complete");
    }

    private static String etag(byte[] content) {
        return Integer.toHexString(java.util.Arrays.hashCode(content));
    }
}
