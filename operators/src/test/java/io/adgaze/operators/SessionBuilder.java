package io.adgaze.operators;

import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.Consent;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.PlayerEvent;
import io.adgaze.records.Purpose;
import io.adgaze.records.Screen;
import io.adgaze.records.Session;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Sessions for tests: unless told otherwise, all of a three-second ad is watched in one go. */
public final class SessionBuilder {

    public static final Instant STARTED_AT = Instant.parse("2026-11-22T10:00:00Z");

    /** The ad fills a screen of 1000 x 500 px, so that a thousandth of its width is a pixel. */
    public static final Screen SCREEN = new Screen(1000, 500, 0, 0, 1000, 500);

    private String sessionId = "s-1";
    private String adId = "a-1";
    private String viewerKey = "v-1";
    private Instant startedAt = STARTED_AT;
    private Instant consentGrantedAt = STARTED_AT;
    private Set<Purpose> purposes = Set.of(Purpose.values());
    private List<ObjectRef> recordings;
    private List<PlayerEvent> events =
            List.of(
                    new PlayerEvent(0, 0, PlayerEvent.Kind.PLAY),
                    new PlayerEvent(3000, 3000, PlayerEvent.Kind.ENDED));
    private Screen screen = SCREEN;
    private List<CalibrationPoint> calibration = List.of();
    private long adDurationMs = 3000;
    private long landedAtMs = 1;

    private SessionBuilder() {}

    public static SessionBuilder aSession() {
        return new SessionBuilder();
    }

    public SessionBuilder id(String sessionId) {
        this.sessionId = sessionId;
        return this;
    }

    public SessionBuilder ad(String adId) {
        this.adId = adId;
        return this;
    }

    public SessionBuilder viewer(String viewerKey) {
        this.viewerKey = viewerKey;
        return this;
    }

    public SessionBuilder startedAt(Instant startedAt) {
        this.startedAt = startedAt;
        return this;
    }

    public SessionBuilder consentTo(Purpose... purposes) {
        this.purposes = Set.of(purposes);
        return this;
    }

    /** Null for a manifest that does not say. */
    public SessionBuilder consentGrantedAt(Instant grantedAt) {
        this.consentGrantedAt = grantedAt;
        return this;
    }

    public SessionBuilder recordings(ObjectRef... recordings) {
        this.recordings = List.of(recordings);
        return this;
    }

    public SessionBuilder events(PlayerEvent... events) {
        this.events = List.of(events);
        return this;
    }

    public SessionBuilder withoutScreen() {
        this.screen = null;
        return this;
    }

    /** The ad's picture lies in the screen's upper left corner, this large. */
    public SessionBuilder adIn(double widthPx, double heightPx) {
        this.screen = new Screen(SCREEN.widthPx(), SCREEN.heightPx(), 0, 0, widthPx, heightPx);
        return this;
    }

    public SessionBuilder calibration(CalibrationPoint... points) {
        this.calibration = List.of(points);
        return this;
    }

    public SessionBuilder adDurationMs(long adDurationMs) {
        this.adDurationMs = adDurationMs;
        return this;
    }

    public SessionBuilder landedAtMs(long landedAtMs) {
        this.landedAtMs = landedAtMs;
        return this;
    }

    public Session build() {
        return new Session(
                sessionId,
                adId,
                viewerKey,
                startedAt,
                new Consent("c-1", purposes, consentGrantedAt),
                recordings == null ? List.of(landedRecording()) : recordings,
                events,
                screen,
                calibration,
                "desktop",
                new ObjectRef("file:///ads/" + adId + ".mp4", "1", 1),
                adDurationMs,
                landedAtMs,
                folder() + LandingLayout.MANIFEST,
                "camp-1",
                "study-1");
    }

    private ObjectRef landedRecording() {
        return new ObjectRef(folder() + "webcam.webm", "1", 1);
    }

    private String folder() {
        return LandingLayout.sessionFolder("file:///landing", adId, sessionId);
    }
}
