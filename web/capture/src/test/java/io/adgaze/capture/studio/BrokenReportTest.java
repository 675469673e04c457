package io.adgaze.capture.studio;

import static io.adgaze.records.BrokenField.each;
import static io.adgaze.records.BrokenField.needed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adgaze.capture.ServerTest;
import io.adgaze.records.BrokenField;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A studio's report that is wrong in one field is refused with that field's name. */
class BrokenReportTest extends ServerTest {

    private StudioClient studio;
    private ObjectNode whole;

    @BeforeEach
    void sendRecording() throws Exception {
        studio = StudioClient.enter(browser(), invite(study())).upload();
        whole = (ObjectNode) new ObjectMapper().readTree(StudioClient.report());
    }

    @Test
    void eachBrokenFieldIsNamed() {
        brokenFields().forEach(this::requireRefused);
        studio.post("/manifest", whole.toString());
        assertThat(studio.browser().status()).as(studio.browser().body()).isEqualTo(200);
    }

    private void requireRefused(BrokenField broken) {
        studio.post("/manifest", broken.in(whole).orElseThrow());

        assertThat(studio.browser().status()).as("%s", broken).isEqualTo(422);
        JsonNode problem = studio.browser().json();
        String path = broken.field().substring(1).replace("/0", "").replace('/', '.');
        assertThat(path)
                .as("%s %s", broken, problem)
                .startsWith(problem.get("field").asString().replaceAll("\\[\\d+]", ""));
        String leaf = path.substring(path.lastIndexOf('.') + 1);
        assertThat(problem.get("detail").asString()).as("%s", broken).contains(leaf);
    }

    private static Stream<BrokenField> brokenFields() {
        return Stream.of(
                        needed(
                                "/started_at",
                                "\"yesterday\"",
                                "\"\"",
                                "\"2101-01-01T00:00:00Z\"",
                                "{}"),
                        needed(
                                "/recordings",
                                "[]",
                                "{}",
                                "[0, 0]",
                                "[1]",
                                "[-1]",
                                "[null]",
                                "[\"a\"]"),
                        events(),
                        screen(),
                        points(),
                        each("/camera", "[]", "true"),
                        each("/camera/width_px", "0", "32769", "\"wide\""),
                        each("/camera/height_px", "0", "-480", "[]"),
                        each("/camera/frame_rate", "-1", "1001", "{}"),
                        each("/camera/facing", "\"front\"", "{}", text(41)),
                        each("/device", "[]", "\"desktop\""),
                        each("/device/class", "{}", text(41)))
                .flatMap(broken -> broken);
    }

    private static Stream<BrokenField> events() {
        return Stream.of(
                        needed("/player_events", "[]", "{}", "[null]", "\"play\""),
                        each("/player_events", many(10_001, "{\"event\": \"play\"}")),
                        needed("/player_events/0/event", "\"dance\"", "{}"),
                        needed("/player_events/0/recording_ms", "-251", "86400001", "\"soon\""),
                        needed("/player_events/0/ad_ms", "-251", "86400001", "[]"),
                        each("/player_events/0/rate", "-0.1", "16.1", "\"fast\""))
                .flatMap(broken -> broken);
    }

    private static Stream<BrokenField> screen() {
        return Stream.of(
                        each("/screen", "[]", "true"),
                        needed("/screen/width_px", "99", "32769", "\"wide\""),
                        needed("/screen/height_px", "99", "32769", "[]"),
                        needed("/screen/ad_rect", "[]", "true"),
                        needed("/screen/ad_rect/width", "49", "32769", "[]"),
                        needed("/screen/ad_rect/height", "49", "32769", "{}"),
                        needed("/screen/ad_rect/x", "-32769", "32769", "\"left\""),
                        needed("/screen/ad_rect/y", "-32769", "32769", "\"top\""),
                        each("/screen/device_pixel_ratio", "0", "101", "\"double\""),
                        each("/screen/orientation", "\"portrait\"", "{}", text(41)))
                .flatMap(broken -> broken);
    }

    private static Stream<BrokenField> points() {
        return Stream.of(
                        each("/calibration", "{}", "[null]", many(101, "{}")),
                        needed("/calibration/0/recording_ms", "-251", "86400001", "\"soon\""),
                        each("/calibration/0/until_ms", "-251", "86400001", "\"late\""),
                        needed("/calibration/0/x_px", "-1.01", "32769", "\"left\""),
                        needed("/calibration/0/y_px", "-1.01", "32769", "[]"),
                        each("/calibration/0/verify", "\"yes\"", "{}"))
                .flatMap(broken -> broken);
    }

    private static String many(int n, String item) {
        return "[" + String.join(",", IntStream.range(0, n).mapToObj(i -> item).toList()) + "]";
    }

    private static String text(int length) {
        return "\"" + "x".repeat(length) + "\"";
    }
}
