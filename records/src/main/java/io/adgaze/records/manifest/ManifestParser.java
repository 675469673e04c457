package io.adgaze.records.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
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

/** Reads {@code manifest.json}; messages name fields, never values, which may be personal. */
final class ManifestParser {

    private static final ObjectReader JSON =
            Json.mapper()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build()
                    .readerFor(Manifest.class);

    private ManifestParser() {}

    static Manifest parse(byte[] content, ManifestFaults faults) throws RejectedException {
        try {
            Manifest manifest = JSON.readValue(content);
            if (manifest == null) {
                throw faults.of(RejectReason.MANIFEST_INVALID, "it is not a JSON object");
            }
            return manifest;
        } catch (JsonMappingException e) {
            throw wrongField(e, faults);
        } catch (JsonProcessingException e) {
            throw faults.of(
                    RejectReason.MANIFEST_INVALID,
                    "it is not valid JSON at line %d, column %d"
                            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory could not be read", impossible);
        }
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
