package io.adgaze.capture.load;

import io.adgaze.capture.TestBrowser;
import io.adgaze.capture.process.ServerProcess;
import io.adgaze.capture.studio.StudioClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * What viewers ask of the server and the store: every fourth signs up, the others are guests. A
 * recording of 12 MB is sent in three parts, two of them while it still runs.
 */
final class LoadViewer {

    private static final int PART_BYTES = 5 << 20;
    private static final List<Integer> PARTS = List.of(PART_BYTES, PART_BYTES, 2 << 20);
    private static final int STEPS = 22;
    private static final List<String> ASSETS =
            List.of("/css/studio.css", "/js/studio.js", "/js/take.js", "/js/uploader.js");
    private static final byte[] CONTENT = content();

    private final ServerProcess server;
    private final String invitation;
    private final Duration journey;
    private final Latencies latencies;

    /**
     * @param invitation its path
     * @param journey how long one takes, thinking included
     */
    LoadViewer(ServerProcess server, String invitation, Duration journey, Latencies latencies) {
        this.server = server;
        this.invitation = invitation;
        this.journey = journey;
        this.latencies = latencies;
    }

    /** One viewer's whole journey; what fails is counted, and ends it. */
    void takePart(Random random) throws InterruptedException {
        try {
            new Visit(server.browser(), random).go();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            latencies.fail(e.toString());
        }
    }

    private static byte[] content() {
        byte[] bytes = new byte[PART_BYTES];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private final class Visit {

        private final TestBrowser browser;
        private final Random random;
        private String api;
        private String token;

        Visit(TestBrowser browser, Random random) {
            this.browser = browser;
            this.random = random;
        }

        void go() throws Exception {
            page(200, () -> browser.get(invitation));
            page(200, () -> browser.get("/who"));
            enter();
            page(200, () -> browser.get("/age"));
            page(302, () -> browser.submit("/age", "month", "4", "year", "1980"));
            page(200, () -> browser.get("/consent"));
            page(302, () -> browser.submit("/consent", "purpose", "gaze"));
            String studio = browser.location();
            page(200, () -> browser.get(studio));
            api = "/api/sessions/" + studio.substring("/take/".length());
            token = browser.token();
            for (String asset : ASSETS) {
                timed("asset", 200, () -> browser.get(asset));
            }
            takeAndSend();
            page(200, () -> browser.get("/thanks/" + studio.substring("/take/".length())));
        }

        private void enter() throws Exception {
            if (random.nextInt(4) > 0) {
                page(302, () -> browser.submit("/guest"));
                return;
            }
            page(200, () -> browser.get("/sign-up"));
            String email = UUID.randomUUID() + "@example.org";
            timed(
                    "sign-up",
                    302,
                    () -> browser.submit("/sign-up", "email", email, "password", "a long password"));
            think();
        }

        private void takeAndSend() throws Exception {
            timed("call", 200, () -> browser.get(api));
            stage("camera_allowed");
            stage("check_passed");
            stage("calibrated");
            call(
                    201,
                    "/uploads",
                    "{\"contentType\": \"video/webm;codecs=vp8\", \"extension\": \"webm\"}",
                    "Idempotency-Key",
                    "r0");
            StringBuilder sent = new StringBuilder();
            for (int number = 1; number <= PARTS.size(); number++) {
                if (number == PARTS.size()) {
                    stage("watched");
                }
                sent.append(number > 1 ? "," : "").append(send(number, PARTS.get(number - 1)));
            }
            int length = PARTS.stream().mapToInt(Integer::intValue).sum();
            call(
                    200,
                    "/uploads/0/complete",
                    "{\"length\": %d, \"parts\": [%s]}".formatted(length, sent));
            stage("uploaded");
            call(200, "/manifest", StudioClient.report());
        }

        private String send(int number, int length) throws Exception {
            call(
                    200,
                    "/uploads/0/parts",
                    "{\"number\": %d, \"length\": %d}".formatted(number, length));
            JsonNode signed = browser.json();
            long from = System.nanoTime();
            var answer = browser.put(signed, Arrays.copyOf(CONTENT, length));
            latencies.add("part", System.nanoTime() - from);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("part " + number + ": " + answer.statusCode());
            }
            String etag = answer.headers().firstValue("ETag").orElseThrow().replace("\"", "");
            return "{\"number\": %d, \"length\": %d, \"etag\": \"%s\"}"
                    .formatted(number, length, etag);
        }

        private void stage(String stage) throws Exception {
            call(204, "/stage", "{\"stage\": \"%s\"}".formatted(stage));
        }

        private void call(int status, String path, String json, String... headers)
                throws Exception {
            timed("call", status, () -> browser.call(token, api + path, json, headers));
            think();
        }

        private void page(int status, Callable<TestBrowser> request) throws Exception {
            timed("page", status, request);
            think();
        }

        private void timed(String kind, int status, Callable<TestBrowser> request)
                throws Exception {
            long from = System.nanoTime();
            request.call();
            latencies.add(kind, System.nanoTime() - from);
            if (browser.status() != status) {
                throw new IllegalStateException(
                        kind + " answered " + browser.status() + ": " + browser.body().strip());
            }
        }

        /** Somewhat longer or shorter than others do. */
        private void think() throws InterruptedException {
            double share = (0.5 + random.nextDouble()) / STEPS;
            TimeUnit.MILLISECONDS.sleep((long) (journey.toMillis() * share));
        }
    }
}
