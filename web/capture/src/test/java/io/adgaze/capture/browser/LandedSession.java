package io.adgaze.capture.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Path;
import java.util.List;

/**
 * What the studio has handed over.
 *
 * @param manifest as the studio sent it
 * @param recordings files, in the order of their clocks
 */
record LandedSession(JsonNode manifest, List<Path> recordings) {

    ArrayNode playerEvents() {
        return (ArrayNode) manifest.get("player_events");
    }

    ArrayNode calibration() {
        return (ArrayNode) manifest.get("calibration");
    }
}
