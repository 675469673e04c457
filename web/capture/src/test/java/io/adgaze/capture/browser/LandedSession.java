package io.adgaze.capture.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.adgaze.records.RejectedException;
import io.adgaze.records.SessionPath;
import io.adgaze.records.manifest.ValidManifest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A session as it lies in the landing.
 *
 * @param bytes the manifest
 * @param recordings copies, in the order of their clocks
 */
@SuppressWarnings("ArrayRecordComponent")
record LandedSession(
        String sessionId, String adId, byte[] bytes, JsonNode manifest, List<Path> recordings) {

    ArrayNode playerEvents() {
        return (ArrayNode) manifest.get("player_events");
    }

    List<String> eventNames() {
        return playerEvents().findValuesAsText("event");
    }

    ArrayNode calibration() {
        return (ArrayNode) manifest.get("calibration");
    }

    /** As the job reads it, by its own rules. */
    ValidManifest asTheJobReadsIt() throws RejectedException {
        String folder = "file:/landing/ad_id=%s/session=%s/".formatted(adId, sessionId);
        return ValidManifest.read(
                bytes, new SessionPath(adId, sessionId, folder, "manifest.json"), Instant.now());
    }
}
