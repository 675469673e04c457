package io.adgaze.capture.studio;

import io.adgaze.capture.TestBrowser;
import io.adgaze.capture.journey.Journey;
import io.adgaze.capture.manifest.StudioJourney;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** The studio's requests, as its page makes them. */
public final class StudioClient {

    private final TestBrowser browser;
    private final String session;
    private final String token;

    private StudioClient(TestBrowser browser, String session) {
        this.browser = browser;
        this.session = session;
        this.token = browser.token();
    }

    /** From an invitation to the studio, as a guest. */
    public static StudioClient enter(TestBrowser browser, String invitation) {
        return new StudioClient(browser, Journey.toStudioAsGuest(browser, invitation));
    }

    public TestBrowser browser() {
        return browser;
    }

    public String session() {
        return session;
    }

    public String api() {
        return "/api/sessions/" + session;
    }

    public StudioClient post(String path, String json, String... headers) {
        browser.call(token, api() + path, json, headers);
        return this;
    }

    /** Begins a recording, and sends its only part. */
    public String send(byte[] bytes) throws Exception {
        post(
                "/uploads",
                "{\"contentType\": \"video/webm;codecs=vp8\", \"extension\": \"webm\"}",
                "Idempotency-Key",
                "only");
        HttpResponse<String> answer = browser.put(sign(bytes.length), bytes);
        return answer.headers().firstValue("ETag").orElseThrow().replace("\"", "");
    }

    /** A signed request for the first part. */
    public JsonNode sign(int length) {
        post("/uploads/0/parts", "{\"number\": 1, \"length\": %d}".formatted(length));
        return browser.json();
    }

    public StudioClient complete(int length, String etag) {
        return post(
                "/uploads/0/complete",
                "{\"length\": %1$d, \"parts\": [{\"number\": 1, \"length\": %1$d, \"etag\": \"%2$s\"}]}"
                        .formatted(length, etag));
    }

    /** Sends a recording whole. */
    public StudioClient upload() throws Exception {
        byte[] bytes = {1, 2, 3};
        return complete(bytes.length, send(bytes));
    }

    /** A report of one recording, of a journey that nothing befalls but what is random. */
    public static String report() {
        var report = StudioJourney.report(0);
        report.putArray("recordings").add(0);
        return report.toString();
    }
}
