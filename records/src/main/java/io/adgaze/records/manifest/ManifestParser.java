package io.adgaze.records.manifest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.adgaze.records.RejectReason;
import io.adgaze.records.RejectedException;
import io.adgaze.records.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code manifest.json}; messages name fields, never values, which may be personal.
 *
 * <p>Whatever the bytes are, they end as a manifest or as a rejection: the reader's own failures,
 * too, are the input's.
 */
final class ManifestParser {

    private static final ObjectReader JSON =
            Json.mapper()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build()
                    .readerFor(Manifest.class);

    /** How Jackson begins to say that a key stands twice, which has no exception of its own. */
    private static final String DUPLICATE = "Duplicate field";

    private ManifestParser() {}

    static Manifest parse(byte[] content, ManifestFaults faults) throws RejectedException {
        try {
            Manifest manifest = JSON.readValue(content);
            if (manifest == null) {
                throw faults.of(RejectReason.MANIFEST_INVALID, "it is not a JSON object");
            }
            return manifest;
        } catch (JsonProcessingException e) {
            throw malformed(e, faults);
        } catch (IOException | RuntimeException e) {
            throw faults.of(RejectReason.MANIFEST_INVALID, "it is not JSON in UTF-8");
        }
    }

    private static RejectedException malformed(JsonProcessingException e, ManifestFaults faults) {
        JsonProcessingException first = firstCause(e);
        if (first instanceof StreamConstraintsException) {
            return faults.of(
                    RejectReason.MANIFEST_INVALID,
                    "it has a number of more than 1,000 digits, a name of more than 50,000"
                            + " characters, or is nested more than 1,000 deep"
                            + at(first.getLocation()));
        }
        if (first.getOriginalMessage().startsWith(DUPLICATE)) {
            return faults.of(
                    RejectReason.MANIFEST_INVALID,
                    "it has a key twice in one object" + at(first.getLocation()));
        }
        if (e instanceof JsonMappingException mapping) {
            return wrongField(mapping, faults);
        }
        return faults.of(
                RejectReason.MANIFEST_INVALID, "it is not valid JSON" + at(e.getLocation()));
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

    private static RejectedException wrongField(JsonMappingException e, ManifestFaults faults) {
        List<JsonMappingException.Reference> path = e.getPath();
        if (path.isEmpty()) {
            return faults.of(RejectReason.MANIFEST_INVALID, "it is not one JSON object");
        }
        boolean inConsent = "consent".equals(path.get(0).getFieldName());
        String field =
                path.stream()
                        .map(ref -> ref.getIndex() < 0 ? ref.getFieldName() : "" + ref.getIndex())
                        .collect(Collectors.joining("."));
        return faults.of(
                inConsent ? RejectReason.CONSENT_MISSING : RejectReason.MANIFEST_INVALID,
                "'" + field + "' has the wrong type or is not valid JSON");
    }
}
