package io.adgaze.capture.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The manifest's mapping from recording time to ad time, as the contract tells it. */
final class AdClock {

    private record Piece(double fromMs, double untilMs, double adFromMs, double adUntilMs) {

        double at(double recordingMs) {
            double share = (recordingMs - fromMs) / (untilMs - fromMs);
            return adFromMs + share * (adUntilMs - adFromMs);
        }
    }

    private final List<Piece> pieces = new ArrayList<>();

    AdClock(Iterable<JsonNode> playerEvents) {
        boolean runs = false;
        JsonNode before = null;
        for (JsonNode event : playerEvents) {
            if (runs && before != null) {
                pieces.add(
                        new Piece(
                                ms(before, "recording_ms"),
                                ms(event, "recording_ms"),
                                ms(before, "ad_ms"),
                                ms(event, "ad_ms")));
            }
            runs =
                    switch (event.get("event").asText()) {
                        case "play" -> true;
                        case "pause", "stall", "ended" -> false;
                        default -> runs;
                    };
            before = event;
        }
    }

    /** Empty while the ad's clock stands. */
    OptionalDouble adMsAt(double recordingMs) {
        return pieces.stream()
                .filter(piece -> recordingMs >= piece.fromMs() && recordingMs < piece.untilMs())
                .mapToDouble(piece -> piece.at(recordingMs))
                .findFirst();
    }

    private static double ms(JsonNode event, String field) {
        return event.get(field).asDouble();
    }
}
