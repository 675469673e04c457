package io.adgaze.records.manifest;

import static io.adgaze.records.BrokenField.each;
import static io.adgaze.records.BrokenField.needed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adgaze.records.BrokenField;
import io.adgaze.records.ContractSchema;
import io.adgaze.records.RejectedException;
import io.adgaze.records.SessionPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema of a manifest, and the rules by which the job reads it, are one. */
class ManifestSchemaTest {

    private static final ContractSchema SCHEMA = ContractSchema.of("manifest");

    /** After all journeys' starts. */
    private static final Instant LANDED = Instant.parse("2026-12-31T00:00:00Z");

    private static final int JOURNEYS = 1_000;
    private static final int BROKEN_JOURNEYS = 5;

    private static final String[] NO_IDS = {"\"\"", "\".s\"", "\"a b\"", "\"a\\n\"", "{}"};

    @Test
    void aThousandJourneysAreReadAndValid() {
        for (long seed = 0; seed < JOURNEYS; seed++) {
            ObjectNode manifest = CapturedJourney.manifest(seed);

            assertThat(SCHEMA.errors(manifest.toString())).as("seed %s", seed).isEmpty();
            assertThatCode(() -> read(manifest.toString(), pathOf(manifest)))
                    .as("seed %s", seed)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("brokenFields")
    void aBrokenFieldIsRefusedByBoth(BrokenField broken) {
        List<ObjectNode> journeys =
                LongStream.range(0, BROKEN_JOURNEYS).mapToObj(CapturedJourney::manifest).toList();
        long brokenN = 0;
        for (ObjectNode manifest : journeys) {
            Optional<String> written = broken.in(manifest);
            if (written.isEmpty()) {
                continue;
            }
            brokenN++;
            assertThat(SCHEMA.errors(written.get())).as("by the schema").isNotEmpty();
            assertThatThrownBy(() -> read(written.get(), pathOf(manifest)))
                    .as("by the job")
                    .isInstanceOf(RejectedException.class);
        }
        assertThat(brokenN).isPositive();
    }

    @Test
    void eachFieldOfTheSchemaIsBroken() {
        assertThat(brokenFields().map(BrokenField::field).collect(toSet()))
                .containsAll(SCHEMA.fields());
    }

    static Stream<BrokenField> brokenFields() {
        return Stream.of(
                        identity(),
                        recordings(),
                        consent(),
                        events(),
                        screen(),
                        camera(),
                        points(),
                        each("/device", "[]", "\"desktop\""),
                        each("/device/class", "{}", "[]"))
                .flatMap(broken -> broken);
    }

    private static Stream<BrokenField> identity() {
        return Stream.of(
                        needed("/version", "2", "\"1\"", "[]"),
                        needed("/session_id", NO_IDS),
                        needed("/ad_id", NO_IDS),
                        needed("/viewer_key", NO_IDS),
                        each("/viewer_key", text("x".repeat(129))),
                        each("/campaign_id", NO_IDS),
                        each("/campaign_id", text("x".repeat(129))),
                        each("/study_id", NO_IDS),
                        needed(
                                "/started_at",
                                "\"yesterday\"",
                                "\"2026-11-22\"",
                                "\"2026-11-22T10:00:00\"",
                                "\"2026-13-22T10:00:00Z\"",
                                "\"1999-12-31T23:59:59Z\"",
                                "\"2101-01-01T00:00:00Z\"",
                                "{}"),
                        each(
                                "/language",
                                "\"\"",
                                "\"d\"",
                                "\"de_DE\"",
                                "\"de-\"",
                                "\"de-DE\\n\"",
                                "\"german language\"",
                                "\"de-a\"",
                                text("de" + "-variants".repeat(4)),
                                "{}"))
                .flatMap(broken -> broken);
    }

    private static Stream<BrokenField> recordings() {
        return Stream.concat(
                needed("/recordings", "[]", "{}", "[\"a.webm\", \"a.webm\"]", names(101)),
                each(
                        "/recordings/*",
                        "null",
                        "{}",
                        "\"\"",
                        "\"/etc/passwd\"",
                        "\"../a.webm\"",
                        "\"part/./a.webm\"",
                        "\"part//a.webm\"",
                        "\"part/\"",
                        "\"a\\\\b.webm\"",
                        "\"a\\nb.webm\"",
                        "\"a.webm\\n\"",
                        "\"a\\u2028b.webm\"",
                        "\"a\\u202eb.webm\"",
                        text("x".repeat(256))));
    }

    private static Stream<BrokenField> consent() {
        return Stream.of(
                        needed("/consent", "[]", "true"),
                        needed("/consent/id", NO_IDS),
                        each(
                                "/consent/text_sha256",
                                "\"\"",
                                text("0".repeat(63)),
                                text("0".repeat(65)),
                                text("g".repeat(64)),
                                "{}"),
                        needed(
                                "/consent/purposes",
                                "[]",
                                "[\"telepathy\", null]",
                                "[{}]",
                                "\"gaze\""))
                .flatMap(broken -> broken);
    }

    /** The first of a journey's events loads the ad; what is asked of it is its name. */
    private static Stream<BrokenField> events() {
        return Stream.of(
                        needed("/player_events", "[]", "{}", "[null]"),
                        each(
                                "/player_events",
                                event("\"event\": \"pause\", \"recording_ms\": 1, \"ad_ms\": 1")),
                        needed("/player_events/*/event", "\"skip\"", "\"\"", "{}"),
                        each("/player_events/*/recording_ms", "\"soon\"", "{}"),
                        each("/player_events/*/ad_ms", "\"soon\"", "[]"),
                        each("/player_events/*/rate", "\"fast\""),
                        clockEvents("recording_ms", "ad_ms"),
                        clockEvents("ad_ms", "recording_ms"),
                        each(
                                "/player_events",
                                play("\"recording_ms\": 1, \"ad_ms\": 1, \"rate\": -0.1"),
                                play("\"recording_ms\": 1, \"ad_ms\": 1, \"rate\": 16.1"),
                                IntStream.rangeClosed(0, 10_000)
                                        .mapToObj(
                                                i ->
                                                        "{\"event\": \"play\", \"ad_ms\": 0,"
                                                                + " \"recording_ms\": 0}")
                                        .collect(joining(",", "[", "]"))))
                .flatMap(broken -> broken);
    }

    private static Stream<BrokenField> clockEvents(String time, String other) {
        return Stream.of("-251", "86400001", "null", "1e999")
                .map(value -> "\"%s\": %s, \"%s\": 1".formatted(time, value, other))
                .flatMap(times -> each("/player_events", play(times)));
    }

    private static String play(String fields) {
        return event("\"event\": \"play\", " + fields);
    }

    private static String event(String fields) {
        return "[{" + fields + "}]";
    }

    private static Stream<BrokenField> screen() {
        String[] noSides = {"99", "32769", "\"wide\""};
        String[] noAdSides = {"49", "32769", "[]"};
        String[] noEdges = {"-32769", "32769", "\"left\""};
        return Stream.of(
                        each("/screen", "[]", "true", "{}"),
                        needed("/screen/width_px", noSides),
                        needed("/screen/height_px", noSides),
                        needed("/screen/ad_rect", "[]", "{}"),
                        needed("/screen/ad_rect/width", noAdSides),
                        needed("/screen/ad_rect/height", noAdSides),
                        needed("/screen/ad_rect/x", noEdges),
                        needed("/screen/ad_rect/y", noEdges),
                        each("/screen/device_pixel_ratio", "0", "-1", "101", "\"2\""),
                        each(
                                "/screen/orientation",
                                "\"\"",
                                "\"portrait\"",
                                "\"Landscape-Primary\""))
                .flatMap(broken -> broken);
    }

    private static Stream<BrokenField> camera() {
        return Stream.of(
                        each("/camera", "[]", "true"),
                        each("/camera/width_px", "0", "-640", "32769", "\"640\""),
                        each("/camera/height_px", "0", "-480", "32769", "\"480\""),
                        each("/camera/frame_rate", "-1", "1001", "\"30\""),
                        each("/camera/facing", "\"\"", "\"front\"", "{}"))
                .flatMap(broken -> broken);
    }

    private static Stream<BrokenField> points() {
        String[] noTimes = {"-251", "86400001", "\"soon\""};
        String[] noPlaces = {"-1.01", "32769", "\"left\""};
        String many = "{\"recording_ms\": 1, \"x_px\": 1, \"y_px\": 1}";
        return Stream.of(
                        each(
                                "/calibration",
                                "{}",
                                "[null]",
                                "[" + (many + ",").repeat(100) + many + "]"),
                        needed("/calibration/*/recording_ms", noTimes),
                        each("/calibration/*/until_ms", noTimes),
                        needed("/calibration/*/x_px", noPlaces),
                        needed("/calibration/*/y_px", noPlaces),
                        each("/calibration/*/verify", "\"yes\"", "{}"))
                .flatMap(broken -> broken);
    }

    /** The rules that no schema can say: each by its name in the contract, and broken once. */
    private static final Map<String, UnaryOperator<String>> UNSAYABLE =
            Map.ofEntries(
                    Map.entry("Ids are the path's.", json -> with("session_id", "\"s-x\"", json)),
                    Map.entry(
                            "`started_at` is a day of the calendar.",
                            json -> with("started_at", "\"2026-02-30T10:00:00Z\"", json)),
                    Map.entry(
                            "`started_at` is at most a day after the landing.",
                            json -> with("started_at", "\"2027-01-02T00:00:00Z\"", json)),
                    Map.entry(
                            "A recording's name has at most 255 bytes in UTF-8.",
                            json -> with("recordings", "[\"" + "\u00e4".repeat(128) + "\"]", json)),
                    Map.entry(
                            "`recording_ms` of events and points does not go back.",
                            json -> with("calibration", points(800, 549), json)),
                    Map.entry(
                            "`until_ms` is after `recording_ms`.",
                            json ->
                                    with(
                                            "calibration",
                                            "[{\"recording_ms\": 800, \"until_ms\": 800,"
                                                    + " \"x_px\": 1, \"y_px\": 1}]",
                                            json)),
                    Map.entry(
                            "`ad_ms` does not go back while the ad plays.",
                            json ->
                                    with(
                                            "player_events",
                                            events("play 0 1000", "pause 1000 700"),
                                            json)),
                    Map.entry(
                            "`ad_ms` does not jump without a seek.",
                            json ->
                                    with(
                                            "player_events",
                                            events("play 0 0", "pause 100 9000"),
                                            json)),
                    Map.entry(
                            "`ad_ms` does not go on while the ad waits.",
                            json ->
                                    with(
                                            "player_events",
                                            events(
                                                    "play 0 0",
                                                    "waiting 100 100",
                                                    "pause 9000 5000"),
                                            json)),
                    Map.entry(
                            "No key stands twice in an object.",
                            json -> json.replaceFirst("\\{", "{\"version\": 1, ")));

    static Stream<String> unsayable() {
        return UNSAYABLE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("unsayable")
    void whatTheSchemaCannotSayTheJobRefuses(String rule) {
        for (long seed = 0; seed < BROKEN_JOURNEYS; seed++) {
            ObjectNode manifest = CapturedJourney.manifest(seed);
            String broken = UNSAYABLE.get(rule).apply(manifest.toString());

            assertThat(SCHEMA.errors(broken)).isEmpty();
            assertThatThrownBy(() -> read(broken, pathOf(manifest)))
                    .isInstanceOf(RejectedException.class);
        }
    }

    @Test
    void theContractTellsWhatTheSchemaCannotSay() throws IOException {
        String contracts = Files.readString(Path.of("../docs/contracts.md"));
        String section = contracts.substring(contracts.indexOf("No schema can say"));
        List<String> told =
                section.lines()
                        .skip(2)
                        .takeWhile(line -> line.startsWith("- "))
                        .map(line -> line.substring(2))
                        .toList();

        assertThat(told).containsExactlyInAnyOrderElementsOf(UNSAYABLE.keySet());
    }

    @Test
    void theSchemaKnowsTheEventsThatAreRead() {
        List<String> clock =
                Arrays.stream(MediaEvent.values())
                        .map(event -> event.name().toLowerCase(Locale.ROOT))
                        .toList();

        assertThat(SCHEMA.values("/$defs/clockEventName/enum"))
                .containsExactlyInAnyOrderElementsOf(clock);
        assertThat(SCHEMA.values("/$defs/harmlessEventName/enum"))
                .containsExactlyInAnyOrderElementsOf(MediaEvent.HARMLESS);
    }

    private static String with(String field, String value, String json) {
        return new BrokenField("/" + field, value).in(object(json)).orElseThrow();
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String points(long... recordingMs) {
        return LongStream.of(recordingMs)
                .mapToObj("{\"recording_ms\": %d, \"x_px\": 1, \"y_px\": 1}"::formatted)
                .collect(joining(",", "[", "]"));
    }

    /** Each as its name, its recording time and the ad's. */
    private static String events(String... events) {
        return Stream.of(events)
                .map(event -> event.split(" "))
                .map(
                        e ->
                                "{\"event\": \"%s\", \"recording_ms\": %s, \"ad_ms\": %s}"
                                        .formatted(e[0], e[1], e[2]))
                .collect(joining(",", "[", "]"));
    }

    private static String names(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> "\"" + i + ".webm\"")
                .collect(joining(",", "[", "]"));
    }

    private static String text(String value) {
        return "\"" + value + "\"";
    }

    private static ValidManifest read(String json, SessionPath path) throws RejectedException {
        return ValidManifest.read(json.getBytes(UTF_8), path, LANDED);
    }

    private static SessionPath pathOf(ObjectNode manifest) {
        return new SessionPath(
                manifest.get("ad_id").asText(),
                manifest.get("session_id").asText(),
                "s3://b/landing/",
                "manifest.json");
    }
}
