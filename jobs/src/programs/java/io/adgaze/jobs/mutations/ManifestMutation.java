package io.adgaze.jobs.mutations;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes a manifest in one or two places, or how its text is written. */
final class ManifestMutation {

    private static final int DEPTH = 5000;

    /** JSON that takes the place of a value. */
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "-1",
                    "-0.5",
                    "1e308",
                    "-1e308",
                    "1e-320",
                    "9223372036854775807",
                    "18446744073709551616",
                    "9".repeat(1001),
                    "0." + "3".repeat(2000),
                    "NaN",
                    "\"\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"=cmd|' /C calc'!A0\"",
                    "\"<script>\"",
                    "\"line\\nbreak\\u2028\\u202e\"",
                    "\"9999-12-31T23:59:59Z\"",
                    "\"0000-00-00T00:00:00Z\"",
                    "\"" + "x".repeat(60_000) + "\"",
                    "[]",
                    "{}",
                    "[" .repeat(DEPTH) + "]".repeat(DEPTH),
                    "{\"a\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH));

    private static final List<String> EVENTS =
            List.of("play", "pause", "seeked", "ratechange", "waiting", "ended", "timeupdate", "x");

    private final RandomGenerator random;

    ManifestMutation(RandomGenerator random) {
        this.random = random;
    }

    byte[] of(ObjectNode manifest) {
        ObjectNode copy = manifest.deepCopy();
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> written(withValue(copy));
            case 4 -> written(withoutField(copy));
            case 5 -> written(withEvents(copy));
            case 6 -> written(withFieldTwice(copy));
            default -> otherwiseWritten(copy.toString());
        };
    }

    private static byte[] written(String json) {
        return json.getBytes(UTF_8);
    }

    private String withValue(ObjectNode manifest) {
        String placeholder = "\"@here@\"";
        ObjectNode parent = anyObject(manifest);
        parent.put(anyField(parent), "@here@");
        String value = VALUES.get(random.nextInt(VALUES.size()));
        return manifest.toString().replace(placeholder, value);
    }

    private String withoutField(ObjectNode manifest) {
        ObjectNode parent = anyObject(manifest);
        parent.remove(anyField(parent));
        return manifest.toString();
    }

    private String withFieldTwice(ObjectNode manifest) {
        String field = anyField(manifest);
        String again = "{\"" + field + "\":" + manifest.get(field) + ",";
        return again + manifest.toString().substring(1);
    }

    /** Times near each other and beyond the ad, under any names. */
    private String withEvents(ObjectNode manifest) {
        ArrayNode events = manifest.putArray("player_events");
        int n = random.nextInt(200);
        long at = 0;
        for (int i = 0; i < n; i++) {
            at += random.nextInt(-20, 500);
            events.addObject()
                    .put("recording_ms", at)
                    .put("ad_ms", random.nextInt(-100, 20_000))
                    .put("event", EVENTS.get(random.nextInt(EVENTS.size())));
        }
        return manifest.toString();
    }

    private byte[] otherwiseWritten(String json) {
        byte[] utf8 = written(json);
        return switch (random.nextInt(6)) {
            case 0 -> json.getBytes(UTF_16LE);
            case 1 -> json.getBytes(Charset.forName("UTF-32"));
            case 2 -> written(json + json);
            case 3 -> Arrays.copyOf(utf8, random.nextInt(utf8.length));
            case 4 -> {
                byte[] noise = new byte[random.nextInt(64)];
                for (int i = 0; i < noise.length; i++) {
                    noise[i] = (byte) random.nextInt();
                }
                yield noise;
            }
            default -> {
                utf8[random.nextInt(utf8.length)] = (byte) random.nextInt();
                yield utf8;
            }
        };
    }

    private String anyField(ObjectNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        names.add("unknown");
        return names.get(random.nextInt(names.size()));
    }

    private ObjectNode anyObject(ObjectNode root) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(root, objects);
        return objects.get(random.nextInt(objects.size()));
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }
}
