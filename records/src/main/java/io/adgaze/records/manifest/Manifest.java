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
        @Nullable String campaignId,
        @Nullable String studyId,
        String startedAt,
        List<String> recordings,
        ConsentGiven consent,
        List<Event> playerEvents,
        ScreenShown screen,
        List<Point> calibration,
        Device device,
        @Nullable Camera camera,
        @Nullable String language) {

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ConsentGiven(
            String id,
            List<String> purposes,
            @Nullable String textSha256,
            @Nullable String grantedAt) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Event(
            @Nullable Long recordingMs, @Nullable Long adMs, String event, @Nullable Double rate) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ScreenShown(
            @Nullable Double widthPx,
            @Nullable Double heightPx,
            Rect adRect,
            @Nullable Double devicePixelRatio,
            @Nullable String orientation) {}

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
            @Nullable Boolean verify,
            @Nullable Long untilMs) {}

    record Device(@JsonProperty("class") String deviceClass) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Camera(
            @Nullable Double widthPx,
            @Nullable Double heightPx,
            @Nullable Double frameRate,
            @Nullable String facing) {}
}
