package io.adgaze.records.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code manifest.json} as it is written, before any of it is believed: all may be null. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Manifest(
        @Nullable Integer version,
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
    record Event(
            @Nullable Long recordingMs, @Nullable Long adMs, String event, @Nullable Double rate) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ScreenShown(@Nullable Double widthPx, @Nullable Double heightPx, Rect adRect) {}

    record Rect(
            @Nullable Double x,
            @Nullable Double y,
            @Nullable Double width,
            @Nullable Double height) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Point(
            @Nullable Long recordingMs,
            @Nullable Double xPx,
            @Nullable Double yPx,
            @Nullable Boolean verify) {}

    record Device(@JsonProperty("class") String deviceClass) {}
}
