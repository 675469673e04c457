package io.adgaze.capture.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What the studio tells of a session, in the landing contract's own names and units. Ranges are the
 * job's to judge; what may be null here may be left out there.
 *
 * @param startedAt UTC wall clock at recording time 0
 * @param recordings numbers of uploads, in the order of their clocks
 */
@JsonNaming(SnakeCaseStrategy.class)
public record StudioReport(
        @NotNull @Size(max = 40) String startedAt,
        @NotEmpty @Size(max = 100) List<@NotNull Integer> recordings,
        @NotEmpty @Size(max = 10_000) List<@NotNull Event> playerEvents,
        @Valid @Nullable Screen screen,
        @Size(max = 100) @Nullable List<@NotNull Point> calibration,
        @Valid @Nullable Camera camera,
        @Valid @Nullable Device device) {

    /** A player's event. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Event(
            @Nullable Long recordingMs,
            @Nullable Long adMs,
            @Nullable String event,
            @Nullable Double rate) {}

    /** The screen, and where the ad's picture lay on it, in CSS pixels. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Screen(
            @Nullable Double widthPx,
            @Nullable Double heightPx,
            @Nullable Double devicePixelRatio,
            @Size(max = 40) @Nullable String orientation,
            @Nullable Rect adRect) {}

    /** A rectangle in CSS pixels. */
    public record Rect(
            @Nullable Double x,
            @Nullable Double y,
            @Nullable Double width,
            @Nullable Double height) {}

    /** A point that the viewer was asked to look at. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Point(
            @Nullable Long recordingMs,
            @Nullable Double xPx,
            @Nullable Double yPx,
            @Nullable Long untilMs,
            @Nullable Boolean verify) {}

    /** What the camera delivered. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Camera(
            @Nullable Integer widthPx,
            @Nullable Integer heightPx,
            @Nullable Double frameRate,
            @Size(max = 40) @Nullable String facing) {}

    /** What it was watched on. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Device(
            @JsonProperty("class") @Pattern(regexp = "[ -~]{0,40}") @Nullable String deviceClass,
            @Nullable String userAgent) {}
}
