package io.adgaze.connectors.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.adgaze.records.json.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose a manifest is, and under which consent, even of one that is rejected for something else.
 *
 * @param viewerKey the viewer's pseudonym
 * @param grantedAt when the consent was given; null where it does not say
 */
record ManifestOwner(String viewerKey, @Nullable Instant grantedAt) {

    private static final JsonMapper JSON = Json.mapper().build();

    /** Empty where it names no viewer. */
    static Optional<ManifestOwner> of(byte[] manifest) {
        try {
            JsonNode root = JSON.readTree(manifest);
            String viewerKey = root.path("viewer_key").textValue();
            return viewerKey == null
                    ? Optional.empty()
                    : Optional.of(new ManifestOwner(viewerKey, grantedAt(root)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // Jackson's own, for bytes that are no text: of what landed.
        }
    }

    private static @Nullable Instant grantedAt(JsonNode manifest) {
        try {
            return Instant.parse(manifest.path("consent").path("granted_at").asText());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** For logs, in which no viewer is named. */
    @Override
    public String toString() {
        return "a manifest's owner";
    }
}
