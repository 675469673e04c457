package io.adgaze.capture.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.capture.ServerTest;
import io.adgaze.capture.TestBrowser;
import io.adgaze.capture.journey.Journey;
import io.adgaze.capture.studies.Study;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.Purpose;
import io.adgaze.records.SessionPath;
import io.adgaze.records.manifest.ValidManifest;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StudioTest extends ServerTest {

    private static final int PART = 5_242_880;
    private static final String REPORT =
            """
            {"started_at": "%s", "recordings": [0],
             "player_events": [{"recording_ms": 1830, "ad_ms": 0, "event": "play"},
                               {"recording_ms": 3830, "ad_ms": 2000, "event": "ended"}],
             "screen": {"width_px": 1440, "height_px": 900, "device_pixel_ratio": 2,
                        "orientation": "landscape-primary",
                        "ad_rect": {"x": 0, "y": 45, "width": 1440, "height": 810}},
             "calibration": [{"recording_ms": 400, "x_px": 96, "y_px": 54, "until_ms": 1700,
                              "verify": false}],
             "camera": {"width_px": 640, "height_px": 480, "frame_rate": 30, "facing": "user"},
             "device": {"class": "laptop"}}
            """
                    .formatted(Instant.now());

    private Study study;
    private TestBrowser browser;
    private String session;
    private String api;
    private String token;

    @BeforeEach
    void openTheStudio() throws Exception {
        study = study();
        browser = browser();
        session = Journey.toStudioAsGuest(browser, invite(study));
        api = "/api/sessions/" + session;
        token = browser.token();
    }

    @Test
    void theSessionTellsWhatTheStudioNeeds() {
        JsonNode told = browser.get(api).json();

        assertThat(told.get("sessionId").asString()).isEqualTo(session);
        assertThat(told.get("ad").get("durationMs").asLong()).isEqualTo(study.ad().durationMs());
        assertThat(told.get("limits").get("partBytes").asInt()).isEqualTo(PART);
        assertThat(told.get("stage").asString()).isEqualTo("consented");
        assertThat(told.get("uploads")).isEmpty();
        assertThat(told.get("seed").asLong()).isBetween(0L, 1L << 53);
    }

    @Test
    void theAdComesInRanges() throws Exception {
        String url = browser.get(api).json().get("ad").get("url").asString();

        browser.get(url);

        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.header("Content-Type")).isEqualTo("video/mp4");
        assertThat(browser.header("Accept-Ranges")).isEqualTo("bytes");
    }

    @Test
    void aRecordingOfSeveralPartsLandsWithItsManifestLast() throws Exception {
        byte[] first = bytes(PART);
        byte[] second = bytes(1000);
        int recording = begin("k-1");

        String firstEtag = send(recording, 1, first);
        String secondEtag = send(recording, 2, second);
        JsonNode parts = browser.get(api).json().get("uploads").get(0).get("parts");
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).get("etag").asString()).isEqualTo(firstEtag);
        complete(recording, part(1, first, firstEtag), part(2, second, secondEtag));
        assertThat(browser.json().get("state").asString()).isEqualTo("complete");
        Assertions.assertThatThrownBy(() -> objects.read(path().manifestUri(), 100_000))
                .isInstanceOf(NoSuchFileException.class);
        browser.call(token, api + "/manifest", REPORT);

        assertThat(browser.json().get("state").asString()).isEqualTo("landed");
        assertThat(objects.read(path().folderUri() + "recording-0.webm", PART + 1000))
                .isEqualTo(concat(first, second));
        ValidManifest manifest =
                ValidManifest.read(
                        objects.read(path().manifestUri(), 100_000), path(), Instant.now());
        assertThat(manifest.recordings()).containsExactly("recording-0.webm");
        assertThat(manifest.consent().purposes()).containsExactlyInAnyOrder(Purpose.values());
        assertThat(browser.get("/take/" + session).location()).isEqualTo("/thanks/" + session);
        assertThat(browser.follow().page().select("#private-link").text()).contains("/my/");
        assertThat(browser.page().select("img.qr").attr("src")).startsWith("data:image/svg+xml");
        assertThat(browser.get("/return/" + session).location())
                .isEqualTo("https://panel.example/complete?p=1&status=complete&reason=landed");
    }

    @Test
    void askingAgainDoesNothingTwice() throws Exception {
        byte[] bytes = bytes(1000);
        int recording = begin("k-1");
        assertThat(begin("k-1")).isEqualTo(recording);
        assertThat(begin("k-2")).isEqualTo(recording + 1);
        String etag = send(recording, 1, bytes);
        complete(recording, part(1, bytes, etag));
        complete(recording, part(1, bytes, etag));
        assertThat(browser.status()).isEqualTo(200);
        browser.call(token, api + "/manifest", REPORT);
        byte[] manifest = objects.read(path().manifestUri(), 100_000);

        browser.call(token, api + "/manifest", REPORT.replace("1440", "1441"));

        assertThat(browser.json().get("state").asString()).isEqualTo("landed");
        assertThat(objects.read(path().manifestUri(), 100_000)).isEqualTo(manifest);
        assertThat(
                        browser.call(token, api + "/uploads/0/parts", "{\"number\":1,\"length\":9}")
                                .status())
                .isEqualTo(409);
        assertThat(browser.json().get("over").asBoolean()).isTrue();
    }

    @Test
    void missingPartsAreNamed() throws Exception {
        byte[] first = bytes(PART);
        byte[] second = bytes(10);
        int recording = begin("k-1");
        String etag = send(recording, 1, first);

        complete(recording, part(1, first, etag), part(2, second, "0".repeat(32)));

        assertThat(browser.status()).isEqualTo(409);
        assertThat(browser.json().get("missing").toString()).isEqualTo("[2]");
    }

    @Test
    void aSignedRequestTakesNoOtherLength() throws Exception {
        int recording = begin("k-1");
        JsonNode signed =
                browser.call(
                                token,
                                api + "/uploads/" + recording + "/parts",
                                "{\"number\": 1, \"length\": 1000}")
                        .json();

        assertThat(browser.put(signed, bytes(1001)).statusCode()).isEqualTo(403);
    }

    @Test
    void aManifestThatTheJobWouldRefuseIsRefused() throws Exception {
        byte[] bytes = bytes(1000);
        int recording = begin("k-1");
        complete(recording, part(1, bytes, send(recording, 1, bytes)));

        browser.call(token, api + "/manifest", REPORT.replace("\"play\"", "\"dance\""));

        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.json().get("detail").asString()).contains("dance");
        browser.call(token, api + "/manifest", REPORT.replace("1440,", "14,"));
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.json().get("field").asString()).startsWith("screen");
        browser.call(token, api + "/manifest", REPORT.replace("[0]", "[1]"));
        assertThat(browser.json().get("field").asString()).isEqualTo("recordings");
    }

    @Test
    void stagesGoForwardAndTroubleIsCounted() {
        browser.call(token, api + "/stage", "{\"stage\": \"check_passed\"}");
        assertThat(browser.status()).isEqualTo(204);
        browser.call(token, api + "/stage", "{\"stage\": \"camera_allowed\"}");
        browser.call(token, api + "/trouble", "{\"kind\": \"camera_lost\", \"detail\": \"x\"}");
        assertThat(browser.status()).isEqualTo(204);

        assertThat(browser.get(api).json().get("stage").asString()).isEqualTo("check_passed");
        assertThat(
                        database.sql("SELECT kind || stage FROM troubles WHERE session_id = ?")
                                .param(session)
                                .query(String.class)
                                .single())
                .isEqualTo("camera_lostcheck_passed");
    }

    @Test
    void wrongInputGetsAClearAnswer() {
        assertRefused("/stage", "{\"stage\": \"landed\"}", 400, "stage");
        assertRefused("/stage", "{\"stage\": \"dancing\"}", 400, "stage");
        assertRefused("/trouble", "{}", 400, "kind");
        assertRefused("/manifest", "{", 400, null);
        assertRefused("/manifest", "{}", 422, null);
        assertRefused("/uploads/0/parts", "{\"number\": 0, \"length\": 1}", 400, "number");
        assertRefused("/uploads/0/parts", "{\"number\": 1, \"length\": 1}", 404, null);
        begin("k-1");
        assertRefused("/uploads/0/parts", "{\"number\": 1, \"length\": 5242881}", 400, "length");
        assertRefused(
                "/uploads/0/complete",
                "{\"length\": 2, \"parts\": [{\"number\": 2, \"length\": 2, \"etag\": \"a\"}]}",
                400,
                "parts");
        browser.call(
                token,
                api + "/uploads",
                "{\"contentType\":\"text/html\",\"extension\":\"webm\"}",
                "Idempotency-Key",
                "k");
        assertThat(browser.status()).isEqualTo(400);
    }

    private void assertRefused(String path, String json, int status, String field) {
        browser.call(token, api + path, json);
        assertThat(browser.status()).as(path + json + browser.body()).isEqualTo(status);
        assertThat(browser.header("Content-Type")).startsWith("application/problem+json");
        if (field != null) {
            assertThat(browser.json().get("field").asString()).isEqualTo(field);
        }
    }

    @Test
    void moreBytesThanTheLimitAreNotSigned() {
        begin("k-1");
        for (int number = 1; number <= 22; number++) {
            browser.call(
                    token,
                    api + "/uploads/0/parts",
                    "{\"number\": %d, \"length\": %d}".formatted(number, PART));
            assertThat(browser.status()).isEqualTo(200);
        }

        browser.call(token, api + "/uploads/0/parts", "{\"number\": 23, \"length\": " + PART + "}");

        assertThat(browser.status()).isEqualTo(413);
    }

    @Test
    void anotherViewerReachesNothingOfIt() throws Exception {
        begin("k-1");
        TestBrowser other = browser();
        Journey.toStudioAsGuest(other, invite(study));
        String otherToken = other.token();

        assertThat(other.get(api).status()).isEqualTo(404);
        assertThat(other.get(api + "/ad").status()).isEqualTo(404);
        for (String[] call :
                new String[][] {
                    {"/stage", "{\"stage\": \"watched\"}"},
                    {"/trouble", "{\"kind\": \"offline\"}"},
                    {"/uploads/0/parts", "{\"number\": 1, \"length\": 1}"},
                    {
                        "/uploads/0/complete",
                        "{\"length\":1,\"parts\":[{\"number\":1,\"length\":1,\"etag\":\"a\"}]}"
                    },
                    {"/manifest", REPORT}
                }) {
            other.call(otherToken, api + call[0], call[1]);
            assertThat(other.status()).as(call[0]).isEqualTo(404);
        }
        other.call(
                otherToken,
                api + "/uploads",
                "{\"contentType\": \"video/webm\", \"extension\": \"webm\"}",
                "Idempotency-Key",
                "k");
        assertThat(other.status()).isEqualTo(404);
        assertThat(browser().get(api).status()).isEqualTo(401);
    }

    @Test
    void withoutTheTokenNothingIsDone() {
        assertThat(browser.call("wrong", api + "/stage", "{\"stage\": \"watched\"}").status())
                .isEqualTo(403);
    }

    private int begin(String key) {
        return browser.call(
                        token,
                        api + "/uploads",
                        "{\"contentType\": \"video/webm;codecs=vp8\", \"extension\": \"webm\"}",
                        "Idempotency-Key",
                        key)
                .json()
                .get("recording")
                .asInt();
    }

    private String send(int recording, int number, byte[] bytes) throws Exception {
        JsonNode signed =
                browser.call(
                                token,
                                api + "/uploads/" + recording + "/parts",
                                "{\"number\": %d, \"length\": %d}".formatted(number, bytes.length))
                        .json();
        HttpResponse<String> answer = browser.put(signed, bytes);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("ETag").orElseThrow().replace("\"", "");
    }

    private void complete(int recording, String... parts) {
        long length = 0;
        for (String part : parts) {
            length += Long.parseLong(part.replaceAll(".*\"length\": (\\d+).*", "$1"));
        }
        browser.call(
                token,
                api + "/uploads/" + recording + "/complete",
                "{\"length\": %d, \"parts\": [%s]}".formatted(length, String.join(",", parts)));
    }

    private static String part(int number, byte[] bytes, String etag) {
        return "{\"number\": %d, \"length\": %d, \"etag\": \"%s\"}"
                .formatted(number, bytes.length, etag);
    }

    private SessionPath path() {
        String adId = study.ad().adId();
        return new SessionPath(
                adId,
                session,
                LandingLayout.sessionFolder(S3 + "/sessions", adId, session),
                LandingLayout.MANIFEST);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
