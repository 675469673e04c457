package io.adgaze.connectors.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.Consent;
import io.adgaze.records.LandedObject;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.PlayerEvent;
import io.adgaze.records.Purpose;
import io.adgaze.records.RejectReason;
import io.adgaze.records.RejectedException;
import io.adgaze.records.Screen;
import io.adgaze.records.Session;
import io.adgaze.records.SessionPath;
import io.adgaze.storage.FileObjectStore;
import io.adgaze.storage.ObjectStore;
import io.adgaze.video.VideoLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder in which one session has landed. */
class ManifestReaderTest {

    private static final String MANIFEST =
            """
            {
              "version": 1, "session_id": "s-0001", "ad_id": "a-0001", "viewer_key": "v-9f3c",
              "campaign_id": "camp-1", "study_id": "study-1",
              "started_at": "2026-11-22T10:00:00.000Z",
              "recordings": ["webcam.webm", "part/2.webm"],
              "consent": {"id": "c-1", "purposes": ["gaze"]},
              "player_events": [{"recording_ms": 1830, "ad_ms": 0, "event": "play"}],
              "screen": {
                "width_px": 1920, "height_px": 1080,
                "ad_rect": {"x": 10, "y": 20, "width": 1280, "height": 720}
              },
              "calibration": [{"recording_ms": 400, "x_px": 96, "y_px": 54.5}],
              "device": {"class": "desktop"}
            }
            """;

    private static final String CONSENTED =
            MANIFEST.replace("\"c-1\"", "\"c-1\", \"granted_at\": \"2026-11-22T09:59:40Z\"");

    @TempDir Path root;
    private Path sessionFolder;
    private ObjectStore store;
    private final AtomicInteger probes = new AtomicInteger();

    @BeforeEach
    void landSession() throws IOException {
        store = new FileObjectStore();
        sessionFolder = root.resolve("landing/ad_id=a-0001/session=s-0001");
        Files.createDirectories(sessionFolder.resolve("part"));
        Files.createDirectories(root.resolve("ads"));
        Files.write(sessionFolder.resolve("webcam.webm"), new byte[100]);
        Files.write(sessionFolder.resolve("part/2.webm"), new byte[50]);
        Files.write(root.resolve("ads/a-0001.mp4"), new byte[10]);
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    @Test
    void aGoodManifestIsASession() throws Exception {
        Session session = read(MANIFEST);

        assertThat(session)
                .isEqualTo(
                        new Session(
                                "s-0001",
                                "a-0001",
                                "v-9f3c",
                                Instant.parse("2026-11-22T10:00:00Z"),
                                new Consent("c-1", Set.of(Purpose.GAZE), null),
                                List.of(
                                        ref(sessionFolder.resolve("webcam.webm")),
                                        ref(sessionFolder.resolve("part/2.webm"))),
                                List.of(new PlayerEvent(1830, 0, PlayerEvent.Kind.PLAY)),
                                new Screen(1920, 1080, 10, 20, 1280, 720),
                                List.of(new CalibrationPoint(400, 96, 54.5)),
                                "desktop",
                                ref(root.resolve("ads/a-0001.mp4")),
                                42_000,
                                7,
                                sessionFolder + "/manifest.json",
                                "camp-1",
                                "study-1"));
    }

    @Test
    void aManifestAgainstTheContractIsRejected() {
        assertRejected(
                () -> read(MANIFEST.replace("s-0001", "s-0002")),
                RejectReason.MANIFEST_INVALID,
                sessionFolder + "/manifest.json");
    }

    @Test
    void aManifestOverOneMebibyteIsNotParsed() throws Exception {
        String padding = " ".repeat((1 << 20) - MANIFEST.length());

        assertThat(read(MANIFEST + padding).sessionId()).isEqualTo("s-0001");
        assertRejected(
                () -> read(MANIFEST + padding + " "),
                RejectReason.TOO_LARGE,
                sessionFolder + "/manifest.json");
    }

    /** A job that begins finds both at the same time. */
    @Test
    void aSessionWhoseViewerHasWithdrawnIsNotOne() throws Exception {
        withdraw("w-1", "2026-11-22T09:00:00Z", "\"s-other\"");
        assertThat(read(CONSENTED).sessionId()).isEqualTo("s-0001");

        withdraw("w-2", "2026-11-22T09:00:00Z", null);
        assertThat(read(CONSENTED)).as("consented later").isNotNull();
        assertRejected(
                () -> read(MANIFEST), // It does not say when.
                RejectReason.CONSENT_WITHDRAWN,
                sessionFolder + "/manifest.json");

        withdraw("w-3", "2026-11-22T09:59:41Z", null);
        assertRejected(
                () -> read(CONSENTED),
                RejectReason.CONSENT_WITHDRAWN,
                sessionFolder + "/manifest.json");
    }

    @Test
    void aWithdrawalOfASessionIsOfItAlone() throws Exception {
        withdraw("w-1", "2026-11-22T09:00:00Z", "\"s-0001\"");

        assertRejected(
                () -> read(CONSENTED),
                RejectReason.CONSENT_WITHDRAWN,
                sessionFolder + "/manifest.json");
    }

    @Test
    void aWithdrawalThatNobodyCanReadKeepsNoSession() throws Exception {
        Path folder = root.resolve("withdrawals/viewer_key=v-9f3c");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("w-1.json"), "no withdrawal");
        Files.writeString(folder.resolve("notes.txt"), "no withdrawal");

        assertThat(read(CONSENTED).sessionId()).isEqualTo("s-0001");
    }

    private void withdraw(String id, String requestedAt, String session) throws IOException {
        Path folder = root.resolve("withdrawals/viewer_key=v-9f3c");
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve(id + ".json"),
                """
                {"version": 1, "withdrawal_id": "%s", "viewer_key": "v-9f3c", "requested_at": "%s"%s}
                """
                        .formatted(
                                id,
                                requestedAt,
                                session == null ? "" : ", \"sessions\": [" + session + "]"));
    }

    @Test
    void aDeletedManifestIsMissing() {
        assertRejected(
                () -> reader().read(manifest()),
                RejectReason.MANIFEST_MISSING,
                sessionFolder + "/manifest.json");
    }

    @Test
    void recordingsMustBeThereAndOfAPossibleSize() throws Exception {
        Path recording = sessionFolder.resolve("part/2.webm");

        Files.write(recording, new byte[51]); // One byte too much for both.
        assertRejected(() -> read(MANIFEST), RejectReason.TOO_LARGE, recording.toString());
        Files.write(recording, new byte[0]);
        assertRejected(
                () -> read(MANIFEST), RejectReason.RECORDING_UNREADABLE, recording.toString());
        Files.delete(recording);
        assertRejected(() -> read(MANIFEST), RejectReason.RECORDING_MISSING, recording.toString());
    }

    @Test
    void aRecordingWithinAnotherAsIfThatWereAFolderIsMissing() {
        String within = MANIFEST.replace("part/2.webm", "webcam.webm/a/b");

        assertRejected(
                () -> read(within),
                RejectReason.RECORDING_MISSING,
                sessionFolder + "/webcam.webm/a/b");
    }

    @Test
    void theAdMustBeThereAndPlayable() throws Exception {
        Path ad = root.resolve("ads/a-0001.mp4");
        ManifestReader reader =
                new ManifestReader(
                        store, options(), AdProbe.video(VideoLimits.DEFAULT.maxSidePx()));
        Files.writeString(sessionFolder.resolve("manifest.json"), MANIFEST);

        Files.writeString(ad, "no video");
        assertRejected(() -> reader.read(manifest()), RejectReason.AD_MISSING, ad.toString());
        Files.delete(ad);
        assertRejected(() -> reader.read(manifest()), RejectReason.AD_MISSING, ad.toString());
    }

    @Test
    void anAdIsMeasuredOncePerVersion() throws Exception {
        ManifestReader reader = reader();
        Files.writeString(sessionFolder.resolve("manifest.json"), MANIFEST);

        reader.read(manifest());
        reader.read(manifest());
        assertThat(probes).hasValue(1);

        Files.write(root.resolve("ads/a-0001.mp4"), new byte[11]);
        reader.read(manifest());
        assertThat(probes).hasValue(2);
    }

    /** What nobody foresaw is the input's fault, unless the store says that it is its own. */
    @Test
    void whatAnAdBreaksIsTheAdsFault() throws Exception {
        AdProbe broken =
                video -> {
                    throw new NullPointerException("no sound");
                };
        ManifestReader reader = new ManifestReader(store, options(), broken);
        Files.writeString(sessionFolder.resolve("manifest.json"), MANIFEST);

        assertRejected(
                () -> reader.read(manifest()),
                RejectReason.AD_MISSING,
                root.resolve("ads/a-0001.mp4").toString());
    }

    /** As a file system takes none with a NUL in it. */
    @Test
    void aKeyThatTheStoreCannotLookUpIsTheManifestsFault() {
        SessionPath path = new SessionPath("a-0001", "s-0001", "/x\0/", LandingLayout.MANIFEST);

        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> reader().read(LandedObject.at(path, "1", 7)))
                .satisfies(
                        e -> {
                            assertThat(e.reason()).isEqualTo(RejectReason.MANIFEST_INVALID);
                            assertThat(e.toRejection(Instant.EPOCH).key())
                                    .isEqualTo("/x\\u0000/manifest.json");
                        });
    }

    @Test
    void anUncheckedFailureOfTheStoreIsTheStores() throws Exception {
        AdProbe failing =
                video -> {
                    throw new UncheckedIOException(new IOException("connection reset"));
                };
        ManifestReader reader = new ManifestReader(store, options(), failing);
        Files.writeString(sessionFolder.resolve("manifest.json"), MANIFEST);

        assertThatThrownBy(() -> reader.read(manifest()))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    @Test
    void aStartLongAfterTheLandingIsRejected() throws Exception {
        Files.writeString(sessionFolder.resolve("manifest.json"), MANIFEST);
        long twoDaysBefore = Instant.parse("2026-11-20T09:59:59Z").toEpochMilli();
        LandedObject early =
                new LandedObject(manifest().uri(), "1", twoDaysBefore, manifest().path());

        assertRejected(
                () -> reader().read(early),
                RejectReason.MANIFEST_INVALID,
                sessionFolder + "/manifest.json");
    }

    @Test
    void aFailureOfTheStoreIsNotTheSessionsFault() throws Exception {
        AdProbe failing =
                video -> {
                    throw new IOException("connection reset");
                };
        ManifestReader reader = new ManifestReader(store, options(), failing);
        Files.writeString(sessionFolder.resolve("manifest.json"), MANIFEST);

        assertThatThrownBy(() -> reader.read(manifest()))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    private Session read(String content) throws Exception {
        Files.writeString(sessionFolder.resolve("manifest.json"), content);
        return reader().read(manifest());
    }

    private ObjectRef ref(Path file) throws IOException {
        return store.head(file.toString()).orElseThrow();
    }

    private static void assertRejected(ThrowingRunnable action, RejectReason reason, String key) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(action::run)
                .satisfies(
                        e -> {
                            assertThat(e.reason()).isEqualTo(reason);
                            assertThat(e.toRejection(Instant.EPOCH).key()).isEqualTo(key);
                            assertThat(e).hasMessageContaining(key);
                        });
    }

    private ManifestReader reader() {
        AdProbe counting =
                video -> {
                    probes.incrementAndGet();
                    return 42_000;
                };
        return new ManifestReader(store, options(), counting);
    }

    private LandingOptions options() {
        return new LandingOptions(root + "/ads", root + "/withdrawals", 150); // All that there is.
    }

    private LandedObject manifest() {
        SessionPath path =
                new SessionPath("a-0001", "s-0001", sessionFolder + "/", LandingLayout.MANIFEST);
        return LandedObject.at(path, "1", 7);
    }

    private interface ThrowingRunnable {
        void run() throws Exception;
    }
}
