package io.adgaze.records.manifest;

import io.adgaze.records.Consent;
import io.adgaze.records.Identifiers;
import io.adgaze.records.PlayerEvent;
import io.adgaze.records.Purpose;
import io.adgaze.records.RejectReason;
import io.adgaze.records.RejectedException;
import io.adgaze.records.SessionPath;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
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

    private static final Pattern SHA_256 = Pattern.compile("[0-9A-Fa-f]{64}");

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
        requireIdIfAny("campaign_id", manifest.campaignId());
        requireIdIfAny("study_id", manifest.studyId());
    }

    private void requireIdIfAny(String field, @Nullable String id) throws RejectedException {
        faults.require(
                id == null || Identifiers.isValid(id),
                "'" + field + "' is not 1-128 of [A-Za-z0-9._-], not starting with a dot");
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
        if (given.textSha256() != null && !SHA_256.matcher(given.textSha256()).matches()) {
            throw noConsent("'consent.text_sha256' is not 64 hexadecimal digits");
        }
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        given.purposes().forEach(name -> named(Purpose.values(), name).ifPresent(purposes::add));
        if (purposes.isEmpty()) {
            throw noConsent("'consent.purposes' lists none of expressions, gaze, demographics");
        }
        return new Consent(given.id(), Set.copyOf(purposes), grantedAt(given.grantedAt()));
    }

    /** Not held to its form: who withdraws is better served by a time that is not known. */
    private static @Nullable Instant grantedAt(@Nullable String written) {
        try {
            return written == null ? null : Instant.parse(written);
        } catch (DateTimeException e) {
            return null;
        }
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

    /** By its form; whether there is such a language is not asked. */
    void requireLanguage() throws RejectedException {
        String tag = manifest.language();
        faults.require(
                tag == null || LanguageTag.isWellFormed(tag),
                "'language' is not a BCP 47 tag such as de or en-GB");
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
