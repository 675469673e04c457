package io.adgaze.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field that is written as it may not be.
 *
 * @param field a JSON pointer, with a star for the first of an array
 * @param value what stands there instead, as JSON; null where the field is left out
 */
public record BrokenField(String field, @Nullable String value) {

    private static final String HERE = "@here@";

    /** One field, wrong in each of these ways. */
    public static Stream<BrokenField> each(String field, String... values) {
        return Stream.of(values).map(value -> new BrokenField(field, value));
    }

    /** A field that may not be left out. */
    public static Stream<BrokenField> needed(String field, String... values) {
        return Stream.concat(
                each(field, values),
                Stream.of(new BrokenField(field, "null"), new BrokenField(field, null)));
    }

    /** {@code json} with the field broken; empty where it has no such place. */
    public Optional<String> in(ObjectNode json) {
        ObjectNode copy = json.deepCopy();
        int last = field.lastIndexOf('/');
        JsonNode parent = copy.at(field.substring(0, last).replace('*', '0'));
        String name = field.substring(last + 1);
        if (parent instanceof ArrayNode array && !array.isEmpty()) {
            array.set(0, HERE);
        } else if (parent instanceof ObjectNode object) {
            put(object, name);
        } else {
            return Optional.empty();
        }
        // As text, so that values that Jackson would not write reach the reader as they are.
        return Optional.of(copy.toString().replace("\"" + HERE + "\"", String.valueOf(value)));
    }

    private void put(ObjectNode object, String name) {
        if (value == null) {
            object.remove(name);
        } else {
            object.put(name, HERE);
        }
    }

    @Override
    public String toString() {
        String shown = value == null ? "left out" : value.length() > 40 ? "a long value" : value;
        return field + ": " + shown;
    }
}
