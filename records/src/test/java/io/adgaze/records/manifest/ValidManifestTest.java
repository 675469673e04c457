package io.adgaze.records.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.PlayerEvent;
import io.adgaze.records.Purpose;
import io.adgaze.records.RejectReason;
import io.adgaze.records.RejectedException;
import io.adgaze.records.Rejection;
import io.adgaze.records.Screen;
import io.adgaze.records.SessionPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The landing contract: what a manifest may say. */
class ValidManifestTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String MANIFEST =
            """
            {
              "version": 1,
              "session_id": "s-0001",
              "ad_id": "a-0001",
              "viewer_key": "v-9f3c",
              "campaign_id": "camp-1",
              "study_id": "study-1",
              "started_at": "2026-11-22T10:00:00.000Z",
              "recordings": ["webcam.webm", "part/2.webm"],
              "consent": {
                "id": "c-1", "text_version": "2026-11", "granted_at": "2026-11-22T09:59:40Z",
                "text_sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852B855",
                "purposes": ["expressions", "gaze", "gaze", "telepathy"]
              },
              "player_events": [
                {"recording_ms": 1830, "ad_ms": 0, "event": "play"},
                {"recording_ms": 12010, "ad_ms": 10180, "event": "pause"},
                {"recording_ms": 12500, "ad_ms": 10180, "event": "volumechange"},
                {"recording_ms": 13000, "ad_ms": 10180, "event": "play"},
                {"recording_ms": 44830, "ad_ms": 42010, "event": "ended"}
              ],
              "screen": {
                "width_px": 1920, "height_px": 1080,
                "ad_rect": {"x": 10, "y": 20, "width": 1280, "height": 720},
                "device_pixel_ratio": 1.5, "orientation": "landscape-primary"
              },
              "camera": {"width_px": 640, "height_px": 480, "frame_rate": 29.97, "facing": "user"},
              "language": "de",
              "calibration": [{"recording_ms": 400, "x_px": 96, "y_px": 54.5}],
              "device": {"class": "desktop", "user_agent": "..."},
              "added_later": {"by": "a producer"}
            }
            """;

    private static final SessionPath PATH =
            LandingLayout.parse("s3://b/landing/ad_id=a-0001/session=s-0001/manifest.json")
                    .orElseThrow();

    @Test
    void aGoodManifestIsTakenOver() throws Exception {
        ValidManifest manifest = read(MANIFEST);

        assertThat(manifest.viewerKey()).isEqualTo("v-9f3c");
        assertThat(manifest.startedAt()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(manifest.consent().id()).isEqualTo("c-1");
        assertThat(manifest.consent().purposes())
                .containsExactlyInAnyOrder(Purpose.EXPRESSIONS, Purpose.GAZE);
        assertThat(manifest.recordings()).containsExactly("webcam.webm", "part/2.webm");
        assertThat(manifest.playerEvents())
                .containsExactly(
                        new PlayerEvent(1830, 0, PlayerEvent.Kind.PLAY),
                        new PlayerEvent(12010, 10180, PlayerEvent.Kind.PAUSE),
                        new PlayerEvent(13000, 10180, PlayerEvent.Kind.PLAY),
                        new PlayerEvent(44830, 42010, PlayerEvent.Kind.ENDED));
        assertThat(manifest.screen()).isEqualTo(new Screen(1920, 1080, 10, 20, 1280, 720));
        assertThat(manifest.calibration()).containsExactly(new CalibrationPoint(400, 96, 54.5));
        assertThat(manifest.deviceClass()).isEqualTo("desktop");
        assertThat(manifest.campaignId()).isEqualTo("camp-1");
        assertThat(manifest.studyId()).isEqualTo("study-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "screen",
                "calibration",
                "device",
                "campaign_id",
                "study_id",
                "camera",
                "language"
            })
    void whatIsOptionalMayBeLeftOut(String field) throws Exception {
        ObjectNode manifest = (ObjectNode) JSON.readTree(MANIFEST);
        manifest.remove(field);

        ValidManifest valid = read(manifest.toString());

        assertThat(valid.screen() == null).isEqualTo(field.equals("screen"));
        assertThat(valid.calibration().isEmpty()).isEqualTo(field.equals("calibration"));
        assertThat(valid.deviceClass() == null).isEqualTo(field.equals("device"));
        assertThat(valid.campaignId() == null).isEqualTo(field.equals("campaign_id"));
        assertThat(valid.studyId() == null).isEqualTo(field.equals("study_id"));
    }

    @Test
    void seeksMayGoBack() throws Exception {
        ValidManifest valid =
                read(
                        withField(
                                "player_events",
                                """
                                [{"recording_ms": 0, "ad_ms": 0, "event": "play"},
                                 {"recording_ms": 9000, "ad_ms": 2000, "event": "seek"},
                                 {"recording_ms": 10000, "ad_ms": 3000, "event": "pause"},
                                 {"recording_ms": 11000, "ad_ms": 1000, "event": "seek"},
                                 {"recording_ms": 12000, "ad_ms": 1000, "event": "play"},
                                 {"recording_ms": 12000, "ad_ms": 1000, "event": "hidden"},
                                 {"recording_ms": 13000, "ad_ms": 2000, "event": "ended"}]
                                """));

        assertThat(valid.playerEvents()).hasSize(7);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("version", "2", RejectReason.MANIFEST_INVALID, "'version'"),
                fault("version", "null", RejectReason.MANIFEST_INVALID, "'version'"),
                fault("version", "\"1\"", RejectReason.MANIFEST_INVALID, "'version'"),
                fault("session_id", "\"s-2\"", RejectReason.MANIFEST_INVALID, "'session_id'"),
                fault("ad_id", "\"a-2\"", RejectReason.MANIFEST_INVALID, "'ad_id'"),
                fault("ad_id", "null", RejectReason.MANIFEST_INVALID, "'ad_id'"),
                fault("viewer_key", "null", RejectReason.MANIFEST_INVALID, "'viewer_key'"),
                fault("viewer_key", "\"a b\"", RejectReason.MANIFEST_INVALID, "'viewer_key'"),
                fault(
                        "campaign_id",
                        "\"a\\u0000\"",
                        RejectReason.MANIFEST_INVALID,
                        "'campaign_id'"),
                fault("study_id", "\"../x\"", RejectReason.MANIFEST_INVALID, "'study_id'"),
                fault("language", "\"de_DE\"", RejectReason.MANIFEST_INVALID, "'language'"),
                fault(
                        "camera",
                        "{\"width_px\": 0}",
                        RejectReason.MANIFEST_INVALID,
                        "'camera' needs width_px"),
                fault(
                        "camera",
                        "{\"frame_rate\": 1e999}",
                        RejectReason.MANIFEST_INVALID,
                        "'camera' needs frame_rate"),
                fault(
                        "camera",
                        "{\"facing\": \"front\"}",
                        RejectReason.MANIFEST_INVALID,
                        "'camera.facing'"),
                fault(
                        "consent",
                        "{\"id\": \"c\", \"purposes\": [\"gaze\"], \"text_sha256\": \"e3b0\"}",
                        RejectReason.CONSENT_MISSING,
                        "'consent.text_sha256'"),
                fault("started_at", "null", RejectReason.MANIFEST_INVALID, "'started_at'"),
                fault("started_at", "\"yesterday\"", RejectReason.MANIFEST_INVALID, "'started_at'"),
                fault(
                        "started_at",
                        "\"+10000-01-01T00:00:00Z\"",
                        RejectReason.MANIFEST_INVALID,
                        "'started_at'"),
                fault("recordings", "null", RejectReason.MANIFEST_INVALID, "'recordings'"),
                fault("recordings", "[]", RejectReason.MANIFEST_INVALID, "'recordings'"),
                fault("recordings", "[null]", RejectReason.MANIFEST_INVALID, "'recordings'"),
                fault(
                        "recordings",
                        IntStream.rangeClosed(0, 100)
                                .mapToObj(i -> "\"" + i + ".webm\"")
                                .collect(Collectors.joining(",", "[", "]")),
                        RejectReason.MANIFEST_INVALID,
                        "'recordings' has more than 100"),
                fault("recordings", "\"a.webm\"", RejectReason.MANIFEST_INVALID, "'recordings'"),
                fault(
                        "recordings",
                        "[\"webcam.webm\", \"webcam.webm\"]",
                        RejectReason.MANIFEST_INVALID,
                        "twice"),
                fault("consent", "null", RejectReason.CONSENT_MISSING, "'consent'"),
                fault("consent", "true", RejectReason.CONSENT_MISSING, "'consent'"),
                fault(
                        "consent",
                        "{\"purposes\": [\"gaze\"]}",
                        RejectReason.CONSENT_MISSING,
                        "'id'"),
                fault(
                        "consent",
                        "{\"id\": \"c\", \"purposes\": []}",
                        RejectReason.CONSENT_MISSING,
                        "purposes"),
                fault(
                        "consent",
                        "{\"id\": \"c\", \"purposes\": [\"telepathy\", null]}",
                        RejectReason.CONSENT_MISSING,
                        "purposes"),
                fault(
                        "consent",
                        "{\"id\": \"c\", \"purposes\": [{}]}",
                        RejectReason.CONSENT_MISSING,
                        "consent.purposes.0"),
                fault("player_events", "null", RejectReason.MANIFEST_INVALID, "'player_events'"),
                fault("player_events", "[]", RejectReason.MANIFEST_INVALID, "no play"),
                fault("player_events", "[null]", RejectReason.MANIFEST_INVALID, "'player_events'"),
                events("{\"recording_ms\": -251, \"ad_ms\": 0, \"event\": \"play\"}", "from 0"),
                events("{\"recording_ms\": 1, \"ad_ms\": -251, \"event\": \"play\"}", "from 0"),
                events("{\"recording_ms\": 1, \"event\": \"play\"}", "from 0"),
                events("{\"recording_ms\": 1, \"ad_ms\": 1, \"event\": \"pause\"}", "no play"),
                events(
                        "{\"recording_ms\": 900, \"ad_ms\": 0, \"event\": \"play\"},"
                                + "{\"recording_ms\": 649, \"ad_ms\": 9, \"event\": \"ended\"}",
                        "back in recording_ms at 649"),
                events(
                        "{\"recording_ms\": 1, \"ad_ms\": 500, \"event\": \"play\"},"
                                + "{\"recording_ms\": 2, \"ad_ms\": 249, \"event\": \"stall\"}",
                        "back in ad_ms at recording_ms 2"),
                fault(
                        "player_events",
                        "[{\"recording_ms\": \"soon\"}]",
                        RejectReason.MANIFEST_INVALID,
                        "player_events.0.recording_ms"),
                events("{\"recording_ms\": 1, \"ad_ms\": 86400001, \"event\": \"play\"}", "24 h"),
                fault("screen", "{}", RejectReason.MANIFEST_INVALID, "ad_rect"),
                screen(0, 1080, 1280, 720),
                screen(1920, -1, 1280, 720),
                screen(1920, 1080, 0, 720),
                screen(1920, 1080, 1280, 1e308 * 10),
                screen(99, 1080, 1280, 720),
                screen(1920, 32769, 1280, 720),
                screen(1.7e308, 1080, 1280, 720),
                screen(1920, 1080, 1, 1),
                screen(1920, 1080, 49.9, 720),
                screen(1920, 1080, 1280, 32769),
                adAt("-32769", "0"),
                adAt("0", "1.7e308"),
                adAt("null", "0"),
                fault(
                        "calibration",
                        "[{\"recording_ms\": 800, \"x_px\": 1, \"y_px\": 1},"
                                + "{\"recording_ms\": 549, \"x_px\": 1, \"y_px\": 1}]",
                        RejectReason.MANIFEST_INVALID,
                        "'calibration' goes back"),
                point("-1.01", "1"),
                point("1", "-2"),
                point("1.7e308", "1"),
                point("1", "1e308"),
                point("32769", "1"),
                point("1", "null"),
                point("1", "1e999"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNamed(String field, String value, RejectReason reason, String named)
            throws Exception {
        Rejection rejection = rejectionOf(withField(field, value));

        assertThat(rejection.reason()).isEqualTo(reason);
        assertThat(rejection.key()).isEqualTo(PATH.manifestUri());
        assertThat(rejection.sessionId()).isEqualTo("s-0001");
        assertThat(rejection.message())
                .contains(PATH.manifestUri())
                .contains(named)
                .contains("under a new session id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../session=s-0002/webcam.webm",
                "part/../../x.webm",
                "..",
                ".",
                "./webcam.webm",
                "part//2.webm",
                "part/",
                "s3://elsewhere/x.webm",
                "\\ud800.webm",
                "a\\\\b.webm",
                "a\\nb.webm",
                ""
            })
    void recordingsStayInTheirFolder(String name) throws Exception {
        Rejection rejection = rejectionOf(withField("recordings", "[\"" + name + "\"]"));

        assertThat(rejection.reason()).isEqualTo(RejectReason.MANIFEST_INVALID);
        assertThat(rejection.message()).contains("not relative to the manifest's folder");
    }

    @Test
    void aNameThatNoStoreCouldHoldIsRejected() throws Exception {
        String tooLong = "[\"" + "x/".repeat(128) + "\"]";
        String endless = "[\"" + "x/".repeat(400_000) + "x\"]";

        assertThat(rejectionOf(withField("recordings", tooLong)).reason())
                .isEqualTo(RejectReason.MANIFEST_INVALID);
        assertThat(rejectionOf(withField("recordings", endless)).reason())
                .isEqualTo(RejectReason.MANIFEST_INVALID);
    }

    @Test
    void aNameThatWouldForgeALogIsRejected() throws Exception {
        for (String unseen : new String[] {"\\u0085", "\\u2028", "\\u202e", "\\u001b", "\\u200f"}) {
            String named = "[\"a" + unseen + "b.webm\"]";

            assertThat(rejectionOf(withField("recordings", named)).message())
                    .contains("not relative to the manifest's folder");
        }
    }

    @Nested
    class Starts {

        /** A week after. */
        private static final Instant LANDED = Instant.parse("2026-11-29T10:00:00Z");

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2000-01-01T00:00:00Z",
                    "2026-11-29T10:00:00Z",
                    "2026-11-30T10:00:00Z",
                    "2026-11-22T11:00:00+01:00"
                })
        void mayComeUpToADayAfterTheLanding(String startedAt) throws Exception {
            assertThat(started(startedAt, LANDED)).isEqualTo(Instant.parse(startedAt));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "1999-12-31T23:59:59.999Z",
                    "1970-01-01T00:00:00Z",
                    "0001-01-01T00:00:00Z",
                    "-0001-01-01T00:00:00Z",
                    "2026-11-30T10:00:00.001Z",
                    "2106-02-07T06:28:16Z",
                    "9999-12-31T23:59:59Z",
                    "+10000-01-01T00:00:00Z",
                    "+1000000000-12-31T23:59:59Z"
                })
        void areRejectedOutsideTheirRange(String startedAt) {
            assertThatThrownBy(() -> started(startedAt, LANDED))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("'started_at'");
        }

        /** A store without times says 1970; and a notification may say anything. */
        @ParameterizedTest
        @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
        void areHeldAgainstAFixedYearWhereTheLandingIsUnknown(long landedAtMs) throws Exception {
            Instant landedAt = Instant.ofEpochMilli(landedAtMs);

            assertThat(started("2026-11-22T10:00:00Z", landedAt)).isNotNull();
            assertThatThrownBy(() -> started("2100-01-01T00:00:00.001Z", landedAt))
                    .isInstanceOf(RejectedException.class);
        }

        private Instant started(String startedAt, Instant landedAt) throws Exception {
            String manifest = withField("started_at", "\"" + startedAt + "\"");
            return ValidManifest.read(manifest.getBytes(StandardCharsets.UTF_8), PATH, landedAt)
                    .startedAt();
        }
    }

    /** Rounding on a scaled page, and clocks that are read one after the other. */
    @Nested
    class Tolerance {

        @Test
        void aPointMayLieAPixelBeforeTheScreensEdge() throws Exception {
            String points =
                    """
                    [{"recording_ms": -250, "x_px": -0.5, "y_px": -1},
                     {"recording_ms": 800, "x_px": 0, "y_px": 0},
                     {"recording_ms": 799, "x_px": 1, "y_px": 1},
                     {"recording_ms": 1800, "x_px": 32768, "y_px": 1920.5}]
                    """;

            assertThat(read(withField("calibration", points)).calibration())
                    .containsExactly(
                            new CalibrationPoint(0, -0.5, -1),
                            new CalibrationPoint(800, 0, 0),
                            new CalibrationPoint(800, 1, 1),
                            new CalibrationPoint(1800, 32_768, 1920.5));
        }

        @Test
        void aPointMaySayThatItIsToVerifyAndWhenItWentAway() throws Exception {
            String points =
                    """
                    [{"recording_ms": 1, "x_px": 2, "y_px": 3, "until_ms": 1900, "verify": true},
                     {"recording_ms": 2000, "x_px": 4, "y_px": 5, "until_ms": 2001},
                     {"recording_ms": 1950, "x_px": 6, "y_px": 7, "until_ms": 1960}]
                    """;

            assertThat(read(withField("calibration", points)).calibration())
                    .containsExactly(
                            new CalibrationPoint(1, 2, 3, true, 1900L),
                            new CalibrationPoint(2000, 4, 5, null, 2001L),
                            new CalibrationPoint(2000, 6, 7, null, 2000L));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", "0", "-1", "86400001", "9223372036854775807"})
        void aPointGoesAwayAfterItCame(String untilMs) throws Exception {
            String points =
                    "[{\"recording_ms\": 1, \"x_px\": 2, \"y_px\": 3, \"until_ms\": "
                            + untilMs
                            + "}]";

            assertThat(rejectionOf(withField("calibration", points)).message())
                    .contains("'calibration' needs until_ms");
        }

        @Test
        void aPlayersTimesMayGoBackALittle() throws Exception {
            String events =
                    """
                    [{"recording_ms": -250, "ad_ms": -40, "event": "play"},
                     {"recording_ms": 2000, "ad_ms": 2000, "event": "hidden"},
                     {"recording_ms": 1750, "ad_ms": 1750, "event": "visible"},
                     {"recording_ms": 4000, "ad_ms": 4000, "event": "hidden"},
                     {"recording_ms": 4000, "ad_ms": 3960, "event": "pause"}]
                    """;

            assertThat(read(withField("player_events", events)).playerEvents())
                    .containsExactly(
                            new PlayerEvent(0, 0, PlayerEvent.Kind.PLAY),
                            new PlayerEvent(2000, 2000, PlayerEvent.Kind.HIDDEN),
                            new PlayerEvent(2000, 2000, PlayerEvent.Kind.VISIBLE),
                            new PlayerEvent(4000, 4000, PlayerEvent.Kind.HIDDEN),
                            new PlayerEvent(4000, 4000, PlayerEvent.Kind.PAUSE));
        }

        @Test
        void aPlayersTimesMayNotGoBackBitByBit() throws Exception {
            String events =
                    """
                    [{"recording_ms": 0, "ad_ms": 1000, "event": "play"},
                     {"recording_ms": 100, "ad_ms": 800, "event": "timeupdate"},
                     {"recording_ms": 200, "ad_ms": 700, "event": "timeupdate"}]
                    """;

            assertThat(rejectionOf(withField("player_events", events)).message())
                    .contains("goes back in ad_ms at recording_ms 200");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "desktop, desktop",
        "tv, tv",
        "other, other",
        "Desktop, other",
        "<script>alert(1)</script>, other",
        "=cmd|' /C calc'!A0, other",
        "'', other"
    })
    void aDeviceIsOneOfTheContractsWords(String written, String read) throws Exception {
        String device = JSON.createObjectNode().put("class", written).toString();

        assertThat(read(withField("device", device)).deviceClass()).isEqualTo(read);
    }

    @Test
    void aLongDeviceIsAnother() throws Exception {
        String device = "{\"class\": \"" + "x".repeat(10_000) + "\"}";

        assertThat(read(withField("device", device)).deviceClass()).isEqualTo("other");
    }

    @Nested
    class NoManifestAtAll {

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "null", "[]", "{} {}", "{\"version\": 1,}", "\u0000"})
        void brokenJsonIsSaid(String content) {
            assertInvalid(content.getBytes(StandardCharsets.UTF_8), "JSON");
        }

        /**
         * Bytes of which Jackson takes the encoding for another one's, and gives up in its own way.
         */
        @Test
        void brokenEncodingsAreSaid() {
            assertInvalid(new byte[] {0, 0, 0, '{', 0x7f, -1, -1, -1}, "JSON");
            assertInvalid(new byte[] {'{', 0, 0, 0, -1, -1, -1, 0x7f}, "JSON");
            assertInvalid(new byte[] {0, 0, -2, -1, 0, 0, 0, '{', 0, 0}, "JSON");
            assertInvalid(new byte[] {-2, -1, 0}, "JSON");
            assertInvalid(new byte[] {-17, -69}, "JSON");
            assertInvalid(new byte[] {'{', '"', -64, -128, '"'}, "JSON");
        }

        @ParameterizedTest
        @ValueSource(strings = {"recordings", "version", "session_id", "unknown", "player_events"})
        void aNumberOfTooManyDigitsIsSaidInWhateverField(String field) throws Exception {
            String longest = "1".repeat(1001);

            for (String number :
                    new String[] {longest, "-" + longest, "0." + longest, longest + "e5"}) {
                assertInvalid(withField(field, number), "a number of more than 1,000 digits");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"1e999999999", "-1e999999999", "1e400", "99999999999999999999"})
        void aNumberOfNoSizeIsSaid(String number) throws Exception {
            assertInvalid(withField("version", number), "'version'");
            assertInvalid(
                    withField(
                            "player_events",
                            "[{\"recording_ms\": "
                                    + number
                                    + ", \"ad_ms\": 0, \"event\": \"play\"}]"),
                    "player_events");
        }

        @ParameterizedTest
        @ValueSource(strings = {"unknown", "consent", "recordings", "device"})
        void tooDeepANestIsSaid(String field) throws Exception {
            assertInvalid(withField(field, "[".repeat(1001)), "JSON", "nested", "wrong type");
            assertInvalid(withField(field, "{\"a\":".repeat(1001)), "JSON", "nested", "wrong type");
        }

        @Test
        void tooLongANameIsSaid() throws Exception {
            String name = "x".repeat(50_001);

            assertInvalid("{\"" + name + "\": 1}", "a name of more than 50,000");
            assertInvalid(
                    withField("device", "{\"" + name + "\": 1}"), "a name of more than 50,000");
        }

        @Test
        void aKeyThatStandsTwiceIsSaid() throws Exception {
            String again = "{\"id\": \"c-x\", \"purposes\": [\"gaze\"]}}";
            String manifest = MANIFEST.strip();
            String open = manifest.substring(0, manifest.length() - 1);

            assertInvalid(open + ", \"consent\": " + again, "a key twice");
            assertInvalid(open + ", \"added_later\": 1}", "a key twice");
            assertInvalid(open + ", \"\\u0063onsent\": " + again, "a key twice");
            assertInvalid(withField("unknown", "{\"a\": {\"b\": 1, \"b\": 2}}"), "a key twice");
            assertInvalid(
                    withField(
                            "consent", "{\"id\": \"c\", \"id\": \"d\", \"purposes\": [\"gaze\"]}"),
                    "a key twice");
        }

        private static void assertInvalid(String content, String... oneOf) {
            assertInvalid(content.getBytes(StandardCharsets.UTF_8), oneOf);
        }

        private static void assertInvalid(byte[] content, String... oneOf) {
            Rejection rejection = rejectionOf(content);

            assertThat(rejection.reason())
                    .isIn(RejectReason.MANIFEST_INVALID, RejectReason.CONSENT_MISSING);
            assertThat(rejection.message())
                    .containsAnyOf(oneOf)
                    .contains("under a new session id")
                    .hasSizeLessThan(500);
        }
    }

    @Test
    void messagesHoldNoValuesOfTheViewer() throws Exception {
        String name = "jane.doe@example.org";

        assertThat(rejectionOf(withField("viewer_key", "\"" + name + "\"")).message())
                .doesNotContain(name);
        assertThat(rejectionOf(withField("started_at", "\"" + name + "\"")).message())
                .doesNotContain(name);
        assertThat(rejectionOf(withField("version", "\"" + name + "\"")).message())
                .doesNotContain(name);
        assertThat(rejectionOf("{\"viewer_key\": " + name + "}").message()).doesNotContain("jane");
    }

    private static Arguments fault(String field, String value, RejectReason reason, String named) {
        return Arguments.of(field, value, reason, named);
    }

    private static Arguments events(String events, String named) {
        return fault("player_events", "[" + events + "]", RejectReason.MANIFEST_INVALID, named);
    }

    private static Arguments screen(double width, double height, double adWidth, double adHeight) {
        String value =
                """
                {"width_px": %s, "height_px": %s,
                 "ad_rect": {"x": 0, "y": 0, "width": %s, "height": %s}}
                """
                        .formatted(width, height, adWidth, adHeight)
                        .replace("Infinity", "1e999");
        return fault("screen", value, RejectReason.MANIFEST_INVALID, "'screen");
    }

    private static Arguments adAt(String x, String y) {
        String value =
                """
                {"width_px": 1920, "height_px": 1080,
                 "ad_rect": {"x": %s, "y": %s, "width": 1280, "height": 720}}
                """
                        .formatted(x, y);
        return fault("screen", value, RejectReason.MANIFEST_INVALID, "'screen.ad_rect'");
    }

    private static Arguments point(String x, String y) {
        String value = "[{\"recording_ms\": 2, \"x_px\": %s, \"y_px\": %s}]".formatted(x, y);
        return fault("calibration", value, RejectReason.MANIFEST_INVALID, "'calibration' needs");
    }

    private static String withField(String field, String value) throws IOException {
        ObjectNode manifest = (ObjectNode) JSON.readTree(MANIFEST);
        // As text, so that values that Jackson would not write reach the reader as they are.
        manifest.put(field, "@value@");
        return manifest.toString().replace("\"@value@\"", value);
    }

    private static ValidManifest read(String content) throws RejectedException {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    private static ValidManifest read(byte[] content) throws RejectedException {
        return ValidManifest.read(content, PATH, Instant.EPOCH);
    }

    private static Rejection rejectionOf(String content) {
        return rejectionOf(content.getBytes(StandardCharsets.UTF_8));
    }

    private static Rejection rejectionOf(byte[] content) {
        RejectedException e = catchThrowableOfType(RejectedException.class, () -> read(content));
        assertThat(e).as("rejected").isNotNull();
        return e.toRejection(Instant.EPOCH);
    }
}
