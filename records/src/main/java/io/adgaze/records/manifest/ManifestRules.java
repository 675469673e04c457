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
import java.time.Duration;
import java.time.Instant;
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

    /**
     * Not ".", not "..", no backslash, nothing that {@link io.adgaze.records.VisibleText} would
     * have to escape.
     */
    private static final Pattern SEGMENT =
            Pattern.compile("(?!\\.{1,2}$)[^\\\\\\p{C}\\p{Zl}\\p{Zp}]+");

    /** What a file system allows a name, and with two ids well below S3's 1,024 bytes for a key. */
    private static final int MAX_NAME_BYTES = 255;

    /** Far above any recorder's parts; each costs a request and a decoder. */
    private static final int MAX_RECORDINGS = 100;

    /** The fit's cost grows with the fourth power of the points. */
    private static final int MAX_CALIBRATION_POINTS = 100;

    private static final String OTHER_DEVICE = "other";

    private static final Set<String> DEVICE_CLASSES =
            Set.of("desktop", "laptop", "tablet", "phone", "tv", OTHER_DEVICE);

    /** No webcam recorded a viewer in a browser before. */
    private static final Instant EARLIEST_START = Instant.parse("2000-01-01T00:00:00Z");

    /** Where a store does not say when the manifest landed: it says 1970, or nothing likely. */
    private static final Instant LATEST_START = Instant.parse("2100-01-01T00:00:00Z");

    /** A device's clock may be wrong by its time zone. */
    private static final Duration DAY = Duration.ofDays(1);

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

    /**
     * Held against the time of landing, which the store remembers, and not against now: a manifest
     * that is read again later is read alike.
     */
    Instant startedAt(Instant landedAt) throws RejectedException {
        Instant latest = latestStart(landedAt);
        try {
            Instant startedAt =
                    Instant.parse(manifest.startedAt() == null ? "" : manifest.startedAt());
            faults.require(
                    !startedAt.isBefore(EARLIEST_START) && !startedAt.isAfter(latest),
                    "'started_at' is before 2000, or more than a day after the manifest landed");
            return startedAt;
        } catch (DateTimeException e) {
            throw faults.of(
                    RejectReason.MANIFEST_INVALID,
                    "'started_at' is not a UTC time such as 2026-11-22T10:00:00.000Z");
        }
    }

    private static Instant latestStart(Instant landedAt) {
        return landedAt.isBefore(EARLIEST_START) || landedAt.isAfter(LATEST_START)
                ? LATEST_START
                : landedAt.plus(DAY);
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

    List<PlayerEvent> playerEvents() throws RejectedException {
        return PlayerEventRules.read(manifest.playerEvents(), faults);
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
                ManifestRanges.isScreenSide(screen.widthPx())
                        && ManifestRanges.isScreenSide(screen.heightPx()),
                "'screen' needs width_px and height_px from 100 to 32768");
        faults.require(
                ManifestRanges.isAdSide(ad.width()) && ManifestRanges.isAdSide(ad.height()),
                "'screen.ad_rect' needs width and height from 50 to 32768");
        faults.require(
                ManifestRanges.isAdEdge(ad.x()) && ManifestRanges.isAdEdge(ad.y()),
                "'screen.ad_rect' needs x and y from -32768 to 32768");
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
                            && ManifestRanges.isTime(point.recordingMs())
                            && ManifestRanges.isPlace(point.xPx())
                            && ManifestRanges.isPlace(point.yPx()),
                    "'calibration' needs recording_ms from 0 to 24 h, x_px and y_px from 0 to"
                            + " 32768 in each");
            faults.require(
                    point.recordingMs() >= recordingMs - ManifestRanges.CLOCK_TOLERANCE_MS,
                    "'calibration' goes back in recording_ms at " + point.recordingMs());
            recordingMs = Math.max(recordingMs, point.recordingMs());
            points.add(new CalibrationPoint(recordingMs, point.xPx(), point.yPx(), point.verify()));
        }
        return List.copyOf(points);
    }

    /** One of the contract's words; null where the manifest has none. */
    @Nullable String deviceClass() {
        String deviceClass = manifest.device() == null ? null : manifest.device().deviceClass();
        return deviceClass == null || DEVICE_CLASSES.contains(deviceClass)
                ? deviceClass
                : OTHER_DEVICE;
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
}
