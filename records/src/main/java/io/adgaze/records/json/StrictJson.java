package io.adgaze.records.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that somebody else wrote into records of one type, all of whose components may be
 * null; faults name fields, never values, which may be personal.
 *
 * <p>Whatever the bytes are, they end as a record or as a fault: the reader's own failures, too,
 * are the input's. Unknown fields are ignored.
 */
public final class StrictJson<T> {

    /** How Jackson begins to say that a key stands twice, which has no exception of its own. */
    private static final String DUPLICATE = "Duplicate field";

    private final ObjectReader reader;

    public StrictJson(Class<T> type) {
        this.reader =
                Json.mapper()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .build()
                        .readerFor(type);
    }

    /** Reads one JSON object, in UTF-8 and nothing else. */
    public T read(byte[] content) throws JsonFaultException {
        try {
            T value = reader.readValue(content);
            if (value == null) {
                throw new JsonFaultException("it is not a JSON object");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException | RuntimeException e) {
            throw new JsonFaultException("it is not JSON in UTF-8");
        }
    }

    private static JsonFaultException malformed(JsonProcessingException e) {
        JsonProcessingException first = firstCause(e);
        if (first instanceof StreamConstraintsException) {
            return new JsonFaultException(
                    "it has a number of more than 1,000 digits, a name of more than 50,000"
                            + " characters, or is nested more than 1,000 deep"
                            + at(first.getLocation()));
        }
        if (first.getOriginalMessage().startsWith(DUPLICATE)) {
            return new JsonFaultException(
                    "it has a key twice in one object" + at(first.getLocation()));
        }
        if (e instanceof JsonMappingException mapping) {
            return wrongField(mapping);
        }
        return new JsonFaultException("it is not valid JSON" + at(e.getLocation()));
    }

    /** Within a field Jackson wraps what it found. */
    private static JsonProcessingException firstCause(JsonProcessingException e) {
        return e.getCause() instanceof JsonProcessingException cause ? firstCause(cause) : e;
    }

    /** Not every fault has a place. */
    private static String at(@Nullable JsonLocation place) {
        return place == null
                ? ""
                : " at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    }

    private static JsonFaultException wrongField(JsonMappingException e) {
        List<JsonMappingException.Reference> path = e.getPath();
        if (path.isEmpty()) {
            return new JsonFaultException("it is not one JSON object");
        }
        String field =
                path.stream()
                        .map(ref -> ref.getIndex() < 0 ? ref.getFieldName() : "" + ref.getIndex())
                        .collect(Collectors.joining("."));
        return new JsonFaultException(
                "'" + field + "' has the wrong type or is not valid JSON",
                path.get(0).getFieldName());
    }
}
