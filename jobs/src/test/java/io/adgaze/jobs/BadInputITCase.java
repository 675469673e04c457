package io.adgaze.jobs;

import static io.adgaze.records.RejectReason.AD_MISSING;
import static io.adgaze.records.RejectReason.CONSENT_MISSING;
import static io.adgaze.records.RejectReason.DUPLICATE_SESSION;
import static io.adgaze.records.RejectReason.MANIFEST_INVALID;
import static io.adgaze.records.RejectReason.MANIFEST_MISSING;
import static io.adgaze.records.RejectReason.RECORDING_MISSING;
import static io.adgaze.records.RejectReason.RECORDING_TRUNCATED;
import static io.adgaze.records.RejectReason.RECORDING_UNREADABLE;
import static io.adgaze.records.RejectReason.TOO_LARGE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adgaze.records.RejectReason;
import io.adgaze.records.VisibleText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One run over every kind of bad input: each ends in {@code rejected} with its reason, and its
 * neighbours come out as if it had not been there.
 */
class BadInputITCase {

    private static final long CLIP_MS = 2500;

    /** Bad sessions that can be read in part count toward an ad of their own. */
    private static final String OTHER_AD = "a-other";

    private static final String THIRD_AD = "a-third";

    /** How the samples' viewer keys begin, and nothing else does. */
    private static final String VIEWER = "v-";

    private static final String IN_THE_MANIFEST = "under a new session id";

    /** Of folders and files, which are keys in S3: none of them is the name of a session. */
    private static final List<String> STRANGE_NAMES =
            List.of(
                    "a:b",
                    ":",
                    "%2F",
                    "%",
                    "a\nb",
                    "\u0001",
                    " ",
                    "...",
                    "ä\uD83D\uDE00",
                    "x".repeat(255),
                    "ad_id=a:b",
                    "ad_id=");

    @TempDir private static Path root;

    private static byte[] clip;
    private static Tables withoutBadInput;
    private static Tables withBadInput;

    /**
     * @param sessionId the session that is bad, after what is bad about it
     * @param reason why it is rejected
     * @param fault what the message says of the fault
     * @param remedy what the message says of the remedy
     * @param content what lands
     */
    private record BadInput(
            String sessionId, RejectReason reason, String fault, String remedy, Content content) {

        @Override
        public String toString() {
            return sessionId;
        }
    }

    /** A manifest that no writer of JSON would write. */
    private static BadInput rawManifest(String sessionId, String fault, RawManifest raw) {
        return new BadInput(
                sessionId,
                MANIFEST_INVALID,
                fault,
                IN_THE_MANIFEST,
                (folder, session) -> {
                    String good = LandingFolder.clipManifest(1, session, CLIP_MS).toString();
                    folder.land(session, clip);
                    folder.put(folder.session(session).resolve("manifest.json"), raw.bytes(good));
                });
    }

    private interface RawManifest {
        byte[] bytes(String good);
    }

    private static RawManifest withMore(String fields) {
        return good -> (good.substring(0, good.length() - 1) + ", " + fields + "}").getBytes(UTF_8);
    }

    private interface Content {
        void land(LandingFolder folder, String sessionId) throws Exception;
    }

    private static BadInput manifest(
            String sessionId, RejectReason reason, String fault, Consumer<ObjectNode> edit) {
        return new BadInput(
                sessionId,
                reason,
                fault,
                IN_THE_MANIFEST,
                (folder, session) -> {
                    ObjectNode manifest = LandingFolder.clipManifest(1, session, CLIP_MS);
                    edit.accept(manifest);
                    folder.land(session, clip);
                    folder.land(session, manifest);
                });
    }

    private static BadInput recording(
            String sessionId, RejectReason reason, String fault, String remedy, Recording made) {
        return new BadInput(
                sessionId,
                reason,
                fault,
                remedy,
                (folder, session) -> landUnder(OTHER_AD, folder, session, made.bytes()));
    }

    private interface Recording {
        byte[] bytes() throws Exception;
    }

    private static void landUnder(
            String adId, LandingFolder folder, String session, byte[] recording) {
        Path landed = folder.session(adId, session);
        ObjectNode manifest = LandingFolder.clipManifest(1, session, CLIP_MS).put("ad_id", adId);
        folder.put(landed.resolve("webcam.webm"), recording);
        folder.put(landed.resolve("manifest.json"), manifest.toString().getBytes(UTF_8));
    }

    static Stream<BadInput> badInputs() {
        return Stream.of(badManifests(), hostileManifests(), absurdManifests(), badRecordings())
                .flatMap(inputs -> inputs);
    }

    /** At which the JSON reader itself gives up, in a field that the job reads or in another. */
    private static Stream<BadInput> hostileManifests() {
        byte[] brokenUtf32 = {0, 0, 0, '{', 0x7f, -1, -1, -1};
        return Stream.of(
                rawManifest("broken-utf32", "it is not JSON in UTF-8", good -> brokenUtf32),
                rawManifest(
                        "endless-number",
                        "a number of more than 1,000 digits",
                        withMore("\"fingerprint\": " + "1".repeat(1001))),
                rawManifest(
                        "deep-nest",
                        "nested more than 1,000 deep",
                        withMore("\"extra\": " + "[".repeat(1001))),
                rawManifest(
                        "endless-name",
                        "a name of more than 50,000",
                        withMore("\"" + "x".repeat(50_001) + "\": 1")),
                rawManifest(
                        "consent-twice",
                        "a key twice in one object",
                        withMore("\"consent\": {\"id\": \"c-x\", \"purposes\": [\"gaze\"]}")));
    }

    private static Stream<BadInput> absurdManifests() {
        return Stream.of(
                manifest(
                        "year-9999",
                        MANIFEST_INVALID,
                        "'started_at' is before 2000, or more than a day after",
                        m -> m.put("started_at", "9999-12-31T23:59:59Z")),
                manifest(
                        "one-pixel-ad",
                        MANIFEST_INVALID,
                        "'screen.ad_rect' needs width and height from 50",
                        m -> m.withObject("/screen/ad_rect").put("width", 1).put("height", 1)),
                manifest(
                        "absurd-point",
                        MANIFEST_INVALID,
                        "'calibration' needs",
                        m ->
                                m.putArray("calibration")
                                        .addObject()
                                        .put("recording_ms", 0)
                                        .put("x_px", 1.7e308)
                                        .put("y_px", 54)),
                manifest(
                        "unknown-event",
                        MANIFEST_INVALID,
                        "an event 'skip\\u000AINFO'",
                        m ->
                                m.withArray("player_events")
                                        .addObject()
                                        .put("recording_ms", 2500)
                                        .put("ad_ms", 2500)
                                        .put("event", "skip\nINFO")),
                manifest(
                        "leap",
                        MANIFEST_INVALID,
                        "goes on by 12000 ms without a seek",
                        m ->
                                ((ObjectNode) m.withArray("player_events").get(1))
                                        .put("recording_ms", 500)
                                        .put("ad_ms", 12_000)));
    }

    private static Stream<BadInput> badManifests() {
        return Stream.of(
                new BadInput(
                        "broken-json",
                        MANIFEST_INVALID,
                        "it is not valid JSON at line 1",
                        IN_THE_MANIFEST,
                        (folder, session) -> {
                            folder.land(session, clip);
                            folder.put(
                                    folder.session(session).resolve("manifest.json"),
                                    "{\"viewer_key\": \"v-1\",, }".getBytes(UTF_8));
                        }),
                manifest(
                        "wrong-version",
                        MANIFEST_INVALID,
                        "'version' is not 1",
                        m -> m.put("version", 2)),
                manifest(
                        "no-consent",
                        CONSENT_MISSING,
                        "'consent' is missing",
                        m -> m.remove("consent")),
                manifest(
                        "unknown-purposes",
                        CONSENT_MISSING,
                        "lists none of expressions, gaze, demographics",
                        m -> m.withObject("/consent").putArray("purposes").add("heart_rate")),
                manifest(
                        "other-session-id",
                        MANIFEST_INVALID,
                        "'session_id' is not the path's",
                        m -> m.put("session_id", "another")),
                manifest(
                        "other-ad-id",
                        MANIFEST_INVALID,
                        "'ad_id' is not the path's",
                        m -> m.put("ad_id", OTHER_AD)),
                manifest(
                        "unordered-events",
                        MANIFEST_INVALID,
                        "'player_events' goes back in recording_ms at 100",
                        m ->
                                m.withArray("player_events")
                                        .addObject()
                                        .put("recording_ms", 100)
                                        .put("ad_ms", 100)
                                        .put("event", "pause")),
                manifest(
                        "large-manifest",
                        TOO_LARGE,
                        "larger than 1 MiB",
                        m -> m.put("padding", "x".repeat(1 << 20))),
                new BadInput(
                        "no-manifest",
                        MANIFEST_MISSING,
                        "landed without a manifest.json",
                        "Write manifest.json after the recordings",
                        (folder, session) -> folder.land(session, clip)),
                new BadInput(
                        "no-recording",
                        RECORDING_MISSING,
                        "is named by the manifest but is not there",
                        "Land recordings before the manifest",
                        (folder, session) ->
                                folder.land(
                                        session, LandingFolder.clipManifest(1, session, CLIP_MS))),
                new BadInput(
                        "unknown-ad",
                        AD_MISSING,
                        "ads/a-unknown.mp4 is not there",
                        "Put the ad's video there",
                        (folder, session) -> landUnder("a-unknown", folder, session, clip)));
    }

    private static Stream<BadInput> badRecordings() {
        return Stream.of(
                recording(
                        "truncated",
                        RECORDING_TRUNCATED,
                        "ends in mid-stream; what was readable is measured",
                        "Upload the recording whole",
                        () -> Arrays.copyOf(clip, clip.length * 2 / 3)),
                recording(
                        "one-frame",
                        RECORDING_TRUNCATED,
                        "has a single frame, which is measured",
                        "Stop the recorder only after the ad",
                        () -> Clips.firstFrameOfSample(1)),
                recording(
                        "jumps-back",
                        RECORDING_TRUNCATED,
                        "timestamps jump back",
                        "Record in one go",
                        () -> Clips.startingOver(clip)),
                recording(
                        "hole",
                        RECORDING_TRUNCATED,
                        "is damaged: data is missing or wrong",
                        "Upload the recording whole, each chunk of it",
                        () -> Clips.withHole(clip, .5, 5000)),
                recording(
                        "too-short",
                        RECORDING_TRUNCATED,
                        "leaves 60 % of the calibration and of the ad's play",
                        "Record from before them until after them",
                        () -> Clips.ofSample(1, CLIP_MS * 2 / 5)),
                recording(
                        "zero-bytes",
                        RECORDING_UNREADABLE,
                        "has zero bytes",
                        "Check the upload",
                        () -> new byte[0]),
                recording(
                        "text-file",
                        RECORDING_UNREADABLE,
                        "not a video container that can be read",
                        "record to WebM",
                        () -> "This is no video.\n".repeat(100).getBytes(UTF_8)),
                recording(
                        "audio-only",
                        RECORDING_UNREADABLE,
                        "no video stream",
                        "record it with the camera on",
                        Clips::audioOnly),
                recording(
                        "no-dimensions",
                        RECORDING_UNREADABLE,
                        "not a video container that can be read",
                        "record to WebM",
                        () -> Clips.claiming(0, 0, 0, 0)),
                recording(
                        "absurd-dimensions",
                        TOO_LARGE,
                        "pictures of 16383 x 16383 px",
                        "record smaller pictures",
                        () -> Clips.claiming(16383, 16383, 16383, 16383)),
                recording(
                        "hidden-dimensions",
                        RECORDING_UNREADABLE,
                        "no readable picture",
                        "record it again",
                        () -> Clips.claiming(640, 480, 8192, 8192)),
                recording(
                        "4k",
                        TOO_LARGE,
                        "pictures of 3840 x 2160 px",
                        "record smaller pictures",
                        () -> Clips.black(3840, 2160)));
    }

    @BeforeAll
    static void runWithoutAndWith() throws Exception {
        clip = Clips.ofSample(1, CLIP_MS);
        LandingFolder folder = LandingFolder.withDemoAd(root);
        folder.landClip(1, "good-1", CLIP_MS);
        folder.landClip(2, "good-2", CLIP_MS);
        withoutBadInput = run(folder, "without");

        folder.landAd(OTHER_AD);
        folder.landAd(THIRD_AD);
        for (BadInput bad : badInputs().toList()) {
            bad.content().land(folder, bad.sessionId());
        }
        landUnder(OTHER_AD, folder, "clock-from-60-s", Clips.ofSample(1, CLIP_MS, 60_000));
        landUnder(OTHER_AD, folder, "frozen", Clips.frozen(1, 75));
        landUnder(OTHER_AD, folder, "twice", clip);
        landUnder(THIRD_AD, folder, "twice", clip);
        landUnder(OTHER_AD, folder, "stray", clip);
        Files.move(folder.session(OTHER_AD, "stray"), folder.landing().resolve("stray"));
        for (String name : STRANGE_NAMES) {
            folder.put(folder.session("good-1").resolve(name), clip);
            folder.put(folder.landing().resolve(name).resolve("session=s/manifest.json"), clip);
        }
        withBadInput = run(folder, "with");
    }

    private static Tables run(LandingFolder folder, String output) throws Exception {
        return new EngagementRun(folder).with("--emit-frames").into(root.resolve(output));
    }

    @AfterAll
    static void close() throws Exception {
        withoutBadInput.close();
        withBadInput.close();
    }

    @ParameterizedTest
    @MethodSource("badInputs")
    void endsInRejectedOnceWithItsReason(BadInput bad) throws Exception {
        List<Map<String, Object>> rejected = rejected("session_id = '" + bad.sessionId() + "'");

        assertThat(rejected).hasSize(1);
        Map<String, Object> row = rejected.get(0);
        assertThat(row).containsEntry("reason", bad.reason().code());
        assertThat((String) row.get("message"))
                .startsWith((String) row.get("key"))
                .contains(bad.fault())
                .contains(bad.remedy());
    }

    @Test
    void sameSessionTwiceIsMeasuredOnceAndRejectedOnce() throws Exception {
        List<Map<String, Object>> rejected = rejected("session_id = 'twice'");
        Object measured =
                withBadInput.value("SELECT ad_id FROM sessions WHERE session_id = 'twice'");

        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0)).containsEntry("reason", DUPLICATE_SESSION.code());
        String other = measured.equals(OTHER_AD) ? THIRD_AD : OTHER_AD;
        assertThat((String) rejected.get(0).get("key"))
                .endsWith("ad_id=" + other + "/session=twice/manifest.json");
        assertThat((String) rejected.get(0).get("message"))
                .contains(
                        "ad_id=" + measured + "/session=twice/manifest.json had committed already")
                .contains("Give each session an id of its own");
    }

    @Test
    void manifestOutsideTheLayoutIsRejected() throws Exception {
        List<Map<String, Object>> rejected = rejected("key LIKE '%/stray/manifest.json'");

        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0)).containsEntry("reason", MANIFEST_INVALID.code());
        assertThat((String) rejected.get(0).get("message"))
                .contains("/stray/manifest.json lies outside the landing layout")
                .contains("Land sessions as ad_id=<ad_id>/session=<session_id>/manifest.json");
    }

    @Test
    void manifestsUnderStrangeNamesAreRejectedOnceEach() throws Exception {
        List<Map<String, Object>> rejected = rejected("key LIKE '%/session=s/manifest.json'");

        assertThat(rejected)
                .extracting(row -> row.get("key"))
                .containsExactlyInAnyOrderElementsOf(
                        STRANGE_NAMES.stream()
                                .map(name -> root.resolve("landing").resolve(name))
                                .map(folder -> "file:" + folder + "/session=s/manifest.json")
                                .<Object>map(VisibleText::of)
                                .toList());
        assertThat(rejected)
                .allSatisfy(
                        row ->
                                assertThat(row)
                                        .containsEntry("reason", MANIFEST_INVALID.code())
                                        .containsEntry("session_id", null));
    }

    @Test
    void nothingElseIsRejected() throws Exception {
        long twiceAndStray = 2 + STRANGE_NAMES.size();

        assertThat(root.resolve("without/rejected")).doesNotExist();
        assertThat(withBadInput.value("SELECT count(*) FROM rejected"))
                .isEqualTo(badInputs().count() + twiceAndStray);
    }

    @Test
    void onlyWhatWasReadableHasRows() throws Exception {
        assertThat(sessionsIn("sessions"))
                .containsExactlyInAnyOrder(
                        "good-1",
                        "good-2",
                        "truncated",
                        "one-frame",
                        "jumps-back",
                        "hole",
                        "too-short",
                        "clock-from-60-s",
                        "frozen",
                        "twice");
        assertThat(sessionsIn("viewer_seconds")).isEqualTo(sessionsIn("sessions"));
        assertThat(sessionsIn("frames")).isEqualTo(sessionsIn("sessions"));
    }

    private static List<Object> sessionsIn(String table) throws Exception {
        String sql = "SELECT DISTINCT session_id FROM " + table + " ORDER BY session_id";
        return withBadInput.query(sql).stream().map(row -> row.get("session_id")).toList();
    }

    @Test
    void truncatedRecordingCountsUpToItsCut() throws Exception {
        assertThat(frames("truncated")).isNotEmpty().isSubsetOf(frames("good-1"));
        assertThat(frames("truncated")).hasSizeLessThan(frames("good-1").size());
    }

    @Test
    void oneFrameCountsAsOne() throws Exception {
        assertThat(withBadInput.query(seconds("one-frame"))).hasSize(1);
        assertThat(frames("one-frame")).hasSize(1);
    }

    /** Its second part lies behind the ad's end, and tells more of how calm the viewer can be. */
    @Test
    void recordingThatJumpsBackGoesOnWhereItsFirstPartEnded() throws Exception {
        List<Map<String, Object>> both = frames("jumps-back");
        int first = frames("good-1").size();

        assertThat(both).hasSize(2 * first).startsWith(frames("good-1").toArray(new Map[0]));
        assertThat((long) both.get(first).get("recording_ms")).isBetween(CLIP_MS, CLIP_MS + 10);
        assertThat(withBadInput.query(secondsButForBaseline("jumps-back")))
                .isEqualTo(withBadInput.query(secondsButForBaseline("good-1")));
    }

    private static String secondsButForBaseline(String session) {
        return seconds(session).replace("ad)", "ad, expressiveness_delta)");
    }

    @Test
    void recordingTimeIsThatOfPlayersWhereverTheClockBegins() throws Exception {
        assertThat(frames("clock-from-60-s")).isEqualTo(frames("good-1"));
        assertThat(withBadInput.query(seconds("clock-from-60-s")))
                .isEqualTo(withBadInput.query(seconds("good-1")));
    }

    @Test
    void whatMissingDataReachesIsNoEvidence() throws Exception {
        List<Map<String, Object>> holed = frames("hole");
        List<Map<String, Object>> valid =
                holed.stream().filter(row -> row.get("valid").equals(true)).toList();

        assertThat(valid).isNotEmpty().isSubsetOf(frames("good-1"));
        assertThat(holed)
                .filteredOn(row -> row.get("valid").equals(false))
                .isNotEmpty()
                .allSatisfy(
                        row -> {
                            assertThat(row).containsEntry("invalid_reason", "damaged");
                            assertThat(row).containsEntry("face_confidence", null);
                            assertThat(row).containsEntry("p_happy", null);
                        });
        assertThat(grade("hole")).isGreaterThan(1);
    }

    @Test
    void aCameraThatHungIsNoEvidenceFromTheThirdSecondOn() throws Exception {
        assertThat(frames("frozen"))
                .allSatisfy(
                        row ->
                                assertThat(row)
                                        .containsEntry(
                                                "invalid_reason",
                                                (long) row.get("recording_ms") > 2000
                                                        ? "frozen"
                                                        : null));
    }

    @Test
    void aRecordingThatIsTooShortIsNeverOfTheBestGrade() throws Exception {
        assertThat(grade("good-1")).isEqualTo(1);
        assertThat(grade("clock-from-60-s")).isEqualTo(1);
        assertThat(grade("too-short")).isEqualTo(6);
    }

    private static int grade(String session) throws Exception {
        return (int)
                withBadInput.value(
                        "SELECT quality_grade FROM sessions WHERE session_id = '" + session + "'");
    }

    private static List<Map<String, Object>> frames(String session) throws Exception {
        return withBadInput.query(rowsOf("frames", session, "recording_ms"));
    }

    private static String seconds(String session) {
        return rowsOf("viewer_seconds", session, "ad_second");
    }

    private static String rowsOf(String table, String session, String order) {
        return "SELECT * EXCLUDE (session_id, viewer_key, ad_id, ad) FROM %s WHERE session_id = '%s' ORDER BY %s"
                .formatted(table, session, order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer_seconds", "sessions", "frames"})
    void neighboursRowsAreThoseOfARunWithoutBadInput(String table) throws Exception {
        String good = "FROM " + table + " WHERE session_id LIKE 'good-%' ORDER BY ALL";

        assertThat(withBadInput.query(good)).isEqualTo(withoutBadInput.query(good)).isNotEmpty();
    }

    @Test
    void adsSecondsAreThoseOfARunWithoutBadInput() throws Exception {
        String demoAd = "FROM ad_seconds WHERE ad_id = 'a-demo' ORDER BY ad_second";

        assertThat(withBadInput.query(demoAd))
                .isEqualTo(withoutBadInput.query(demoAd))
                .isNotEmpty();
    }

    @Test
    void noRejectionHoldsAViewerKey() throws Exception {
        List<Map<String, Object>> all = rejected("true");

        assertThat(all).allSatisfy(row -> assertThat(row.toString()).doesNotContain(VIEWER));
    }

    private static List<Map<String, Object>> rejected(String condition) throws Exception {
        return withBadInput.query("FROM rejected WHERE " + condition);
    }
}
