package io.adgaze.records.manifest;

import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.Consent;
import io.adgaze.records.Identifiers;
import io.adgaze.records.PlayerEvent;
import io.adgaze.records.Purpose;
import io.adgaze.records.RejectReason;
import io.adgaze.records.RejectedException;
import io.adgaze.records.Screen;
import io.adgaze.records.SessionPath;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The landing contract, version 1: turns a manifest's fields into records, or says what is wrong.
 */
final class ManifestRules {

    private static final int VERSION = 1;

    /** Not ".", not "..", no backslash, no control character, well-formed. */
    private static final Pattern SEGMENT =
            Pattern.compile("(?!\\.{1,2}$)[^\\\\\\p{Cntrl}\\p{Cs}]+");

    /** What a file system allows a name, and with two ids well below S3's 1,024 bytes for a key. */
    private static final int MAX_NAME_BYTES = 255;

    /** No ad and no recording of one runs longer; keeps a wrong clock from costing memory. */
    private static final long MAX_TIME_MS = 24 * 60 * 60 * 1000L;

    /** Far above any viewing; each costs time with every frame. */
    private static final int MAX_PLAYER_EVENTS = 10_000;

    /** Far above any recorder's parts; each costs a request and a decoder. */
    private static final int MAX_RECORDINGS = 100;

    /** The fit's cost grows with the fourth power of the points. */
    private static final int MAX_CALIBRATION_POINTS = 100;

    private static final int MAX_DEVICE_CLASS_LENGTH = 128;

    private final Manifest manifest;
    private final ManifestFaults faults;

    ManifestRules(Manifest manifest, ManifestFaults faults) {
        this.manifest = manifest;
        this.faults = faults;
    }

    void requireIdentity(SessionPath path) throws RejectedException {
        faults.require(
                manifest.version() != null && manifest.version() == VERSION,
                "'version' is not " + VERSION);
        faults.require(
                path.sessionId().equals(manifest.sessionId()),
                "'session_id' is not the path's, " + path.sessionId());
        faults.require(
                path.adId().equals(manifest.adId()), "'ad_id' is not the path's, " + path.adId());
        faults.require(
                Identifiers.isValid(manifest.viewerKey()),
                "'viewer_key' is not 1-128 of [A-Za-z0-9._-], not starting with a dot");
    }

    Instant startedAt() throws RejectedException {
        try {
            Instant startedAt =
                    Instant.parse(manifest.startedAt() == null ? "" : manifest.startedAt());
            int year = startedAt.atOffset(ZoneOffset.UTC).getYear();
            // The day is part of a path as YYYY-MM-DD.
            faults.require(
                    year >= 1970 && year <= 9999, "'started_at' is not between 1970 and 9999");
            return startedAt;
        } catch (DateTimeException e) {
            throw faults.of(
                    RejectReason.MANIFEST_INVALID,
                    "'started_at' is not a UTC time such as 2026-11-22T10:00:00.000Z");
        }
    }

    Consent consent() throws RejectedException {
        Manifest.ConsentGiven given = manifest.consent();
        if (given == null || !Identifiers.isValid(given.id()) || given.purposes() == null) {
            throw noConsent("'consent' is missing, or has no valid 'id' or no 'purposes'");
        }
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        given.purposes().forEach(name -> named(Purpose.values(), name).ifPresent(purposes::add));
        if (purposes.isEmpty()) {
            throw noConsent("'consent.purposes' lists none of expressions, gaze, demographics");
        }
        return new Consent(given.id(), Set.copyOf(purposes));
    }

    List<String> recordings() throws RejectedException {
        List<String> names = manifest.recordings();
        faults.require(names != null && !names.isEmpty(), "'recordings' is missing or empty");
        faults.require(
                names.size() <= MAX_RECORDINGS, "'recordings' has more than " + MAX_RECORDINGS);
        for (String name : names) {
            faults.require(
                    name != null && isRelative(name),
                    "'recordings' has a name that is not relative to the manifest's folder, or has"
                            + " more than "
                            + MAX_NAME_BYTES
                            + " bytes");
        }
        faults.require(
                new HashSet<>(names).size() == names.size(), "'recordings' has a name twice");
        return List.copyOf(names);
    }

    /** Event kinds that version 1 does not know are left out, as producers may add to it. */
    @SuppressWarnings("NullAway") // Each field is held against null before it is read.
    List<PlayerEvent> playerEvents() throws RejectedException {
        faults.require(manifest.playerEvents() != null, "'player_events' is missing");
        List<PlayerEvent> events = new ArrayList<>();
        for (Manifest.Event event : manifest.playerEvents()) {
            faults.require(
                    event != null
                            && isTime(event.recordingMs())
                            && isTime(event.adMs())
                            && event.event() != null,
                    "'player_events' needs recording_ms and ad_ms from 0 to 24 h, and event, in each");
            named(PlayerEvent.Kind.values(), event.event())
                    .map(kind -> new PlayerEvent(event.recordingMs(), event.adMs(), kind))
                    .ifPresent(events::add);
        }
        faults.require(
                events.size() <= MAX_PLAYER_EVENTS,
                "'player_events' has more than " + MAX_PLAYER_EVENTS + " events");
        requireTimeline(events);
        return List.copyOf(events);
    }

    private void requireTimeline(List<PlayerEvent> events) throws RejectedException {
        boolean played = false;
        // The ad's clock where it last started to run; negative while it stands.
        long runningFrom = -1;
        long recordingMs = 0;
        for (PlayerEvent event : events) {
            faults.require(
                    event.recordingMs() >= recordingMs,
                    "'player_events' goes back in recording_ms at " + event.recordingMs());
            recordingMs = event.recordingMs();
            switch (event.kind()) {
                case PLAY -> {
                    requireForward(event, runningFrom);
                    played = true;
                    runningFrom = event.adMs();
                }
                case SEEK -> runningFrom = runningFrom < 0 ? runningFrom : event.adMs();
                case PAUSE, STALL, ENDED -> {
                    requireForward(event, runningFrom);
                    runningFrom = -1;
                }
                case HIDDEN, VISIBLE -> {
                    requireForward(event, runningFrom);
                    runningFrom = runningFrom < 0 ? runningFrom : event.adMs();
                }
            }
        }
        faults.require(played, "'player_events' has no play");
    }

    private void requireForward(PlayerEvent event, long runningFrom) throws RejectedException {
        faults.require(
                event.adMs() >= runningFrom,
                "'player_events' goes back in ad_ms at recording_ms " + event.recordingMs());
    }

    /** Null where the manifest has no screen. */
    @SuppressWarnings("NullAway") // Each field is held against null before it is read.
    @Nullable Screen screen() throws RejectedException {
        Manifest.ScreenShown screen = manifest.screen();
        if (screen == null) {
            return null;
        }
        Manifest.Rect ad = screen.adRect();
        faults.require(ad != null, "'screen' has no ad_rect");
        faults.require(
                Stream.of(screen.widthPx(), screen.heightPx(), ad.width(), ad.height())
                        .allMatch(size -> isFinite(size) && size > 0),
                "'screen' needs finite sizes above 0 for itself and its ad_rect");
        faults.require(
                isFinite(ad.x()) && isFinite(ad.y()), "'screen.ad_rect' needs a finite x and y");
        return new Screen(
                screen.widthPx(), screen.heightPx(), ad.x(), ad.y(), ad.width(), ad.height());
    }

    @SuppressWarnings("NullAway") // Each field is held against null before it is read.
    List<CalibrationPoint> calibration() throws RejectedException {
        if (manifest.calibration() == null) {
            return List.of();
        }
        faults.require(
                manifest.calibration().size() <= MAX_CALIBRATION_POINTS,
                "'calibration' has more than " + MAX_CALIBRATION_POINTS + " points");
        List<CalibrationPoint> points = new ArrayList<>();
        long recordingMs = 0;
        for (Manifest.Point point : manifest.calibration()) {
            faults.require(
                    point != null
                            && isTime(point.recordingMs())
                            && isPlace(point.xPx())
                            && isPlace(point.yPx()),
                    "'calibration' needs recording_ms from 0 to 24 h, x_px and y_px from 0 in each");
            faults.require(
                    point.recordingMs() >= recordingMs,
                    "'calibration' goes back in recording_ms at " + point.recordingMs());
            recordingMs = point.recordingMs();
            points.add(new CalibrationPoint(recordingMs, point.xPx(), point.yPx()));
        }
        return List.copyOf(points);
    }

    /** Null where the manifest has none. */
    @Nullable String deviceClass() throws RejectedException {
        String deviceClass = manifest.device() == null ? null : manifest.device().deviceClass();
        faults.require(
                deviceClass == null || deviceClass.length() <= MAX_DEVICE_CLASS_LENGTH,
                "'device.class' has more than " + MAX_DEVICE_CLASS_LENGTH + " characters");
        return deviceClass;
    }

    private RejectedException noConsent(String fault) {
        return faults.of(RejectReason.CONSENT_MISSING, fault);
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        return Stream.of(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    private static boolean isRelative(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES
                && Stream.of(name.split("/", -1)).allMatch(part -> SEGMENT.matcher(part).matches());
    }

    private static boolean isTime(@Nullable Long ms) {
        return ms != null && ms >= 0 && ms <= MAX_TIME_MS;
    }

    private static boolean isPlace(@Nullable Double px) {
        return px != null && isFinite(px) && px >= 0;
    }

    private static boolean isFinite(@Nullable Double value) {
        return value != null && Double.isFinite(value);
    }
}
