package io.adgaze.records.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/** {@code manifest.json} as it is written, before any of it is believed: all may be null. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Manifest(
        Integer version,
        String sessionId,
        String adId,
        String viewerKey,
        String startedAt,
        List<String> recordings,
        ConsentGiven consent,
        List<Event> playerEvents,
        ScreenShown screen,
        List<Point> calibration,
        Device device) {

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ConsentGiven(String id, List<String> purposes) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Event(Long recordingMs, Long adMs, String event) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ScreenShown(Double widthPx, Double heightPx, Rect adRect) {}

    record Rect(Double x, Double y, Double width, Double height) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Point(Long recordingMs, Double xPx, Double yPx) {}

    record Device(@JsonProperty("class") String deviceClass) {}
}
