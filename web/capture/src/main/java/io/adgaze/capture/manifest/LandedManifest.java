package io.adgaze.capture.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.adgaze.capture.manifest.StudioReport.Camera;
import io.adgaze.capture.manifest.StudioReport.Device;
import io.adgaze.capture.manifest.StudioReport.Event;
import io.adgaze.capture.manifest.StudioReport.Point;
import io.adgaze.capture.manifest.StudioReport.Screen;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** {@code manifest.json} as it lands: the landing contract's, version 1. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record LandedManifest(
        int version,
        String sessionId,
        String adId,
        String viewerKey,
        String studyId,
        @Nullable String campaignId,
        String startedAt,
        List<String> recordings,
        Consent consent,
        List<Event> playerEvents,
        @Nullable Screen screen,
        @Nullable List<Point> calibration,
        @Nullable Camera camera,
        @Nullable Device device,
        String language) {

    static final int VERSION = 1;

    /** What the viewer agreed to. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Consent(
            String id,
            String textVersion,
            String textSha256,
            Instant grantedAt,
            Set<String> purposes) {}
}
