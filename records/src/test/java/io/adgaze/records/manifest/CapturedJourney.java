package io.adgaze.records.manifest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * A viewer's random way through a capture page, and the manifest that the page writes of it: nine
 * points to fit, four to verify, the ad with whatever befalls it, the four once more.
 */
final class CapturedJourney {

    private static final List<String> LANGUAGES =
            List.of("de", "en", "en-GB", "zh-Hant-TW", "sr-Latn-RS", "es-419", "de-CH-1996");
    private static final List<String> PURPOSES = List.of("expressions", "gaze", "demographics");
    private static final List<String> DEVICES = List.of("desktop", "laptop", "tablet", "phone");
    private static final List<String> LOADING =
            List.of("loadstart", "loadedmetadata", "loadeddata", "progress", "canplay", "suspend");

    private final Random random;
    private final ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    private final ArrayNode events = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode points = JsonNodeFactory.instance.arrayNode();
    private final boolean phone;
    private final int screenWidthPx;
    private final int screenHeightPx;

    private double recordingMs;
    private double adMs;
    private double rate = 1;

    private CapturedJourney(Random random) {
        this.random = random;
        this.phone = random.nextInt(4) == 0;
        this.screenWidthPx = phone ? 360 + random.nextInt(80) : 1280 + random.nextInt(2560);
        this.screenHeightPx = phone ? 640 + random.nextInt(300) : 720 + random.nextInt(1440);
    }

    /** The manifest of the journey that a seed gives. */
    static ObjectNode manifest(long seed) {
        CapturedJourney journey = new CapturedJourney(new Random(seed));
        journey.identify();
        journey.consent();
        journey.describeSetup();
        journey.recordingMs = journey.random.nextInt(2000);
        journey.lookAtPoints(9, false);
        journey.lookAtPoints(4, true);
        journey.watch();
        journey.lookAtPoints(4, true);
        journey.manifest.set("player_events", journey.events);
        if (journey.chance(.95)) {
            journey.manifest.set("calibration", journey.points);
        }
        return journey.manifest;
    }

    private void identify() {
        manifest.put("version", 1)
                .put("session_id", "s-" + hex(8))
                .put("ad_id", "a-" + random.nextInt(10_000))
                .put("viewer_key", "v-" + hex(16))
                .put("started_at", startedAt().toString());
        if (chance(.8)) {
            manifest.put("campaign_id", "c." + hex(4)).put("study_id", "st_" + hex(4));
        }
        if (chance(.9)) {
            manifest.put("language", any(LANGUAGES));
        }
        ArrayNode recordings = manifest.putArray("recordings").add("webcam.webm");
        for (int i = 2; chance(.2); i++) {
            recordings.add("webcam-" + i + (chance(.5) ? ".webm" : ".mp4"));
        }
    }

    private Instant startedAt() {
        return Instant.parse("2026-11-22T10:00:00Z").plusMillis(random.nextInt());
    }

    private void consent() {
        ObjectNode consent = manifest.putObject("consent");
        consent.put("id", "c-" + hex(8))
                .put("text_version", "2026-11")
                .put("text_sha256", hex(32))
                .put("granted_at", startedAt().minusSeconds(random.nextInt(600)).toString());
        ArrayNode purposes = consent.putArray("purposes");
        PURPOSES.stream().filter(purpose -> chance(.7)).forEach(purposes::add);
        if (purposes.isEmpty()) {
            purposes.add(any(PURPOSES));
        }
    }

    private void describeSetup() {
        double adWidth = screenWidthPx * (chance(.7) ? 1 : .5 + random.nextDouble() / 2);
        double adHeight = Math.min(screenHeightPx, adWidth * 9 / 16);
        ObjectNode screen = manifest.putObject("screen");
        screen.put("width_px", screenWidthPx)
                .put("height_px", screenHeightPx)
                .put("device_pixel_ratio", any(List.of(1.0, 1.25, 1.5, 2.0, 2.625, 3.0)))
                .put("orientation", phone ? "portrait-primary" : "landscape-primary")
                .putObject("ad_rect")
                .put("x", (screenWidthPx - adWidth) / 2)
                .put("y", (screenHeightPx - adHeight) / 2)
                .put("width", adWidth)
                .put("height", adHeight);
        manifest.putObject("device")
                .put("class", phone ? "phone" : any(DEVICES))
                .put("user_agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36");
        ObjectNode camera = manifest.putObject("camera");
        camera.put("width_px", phone ? 480 : 640).put("height_px", phone ? 640 : 480);
        if (chance(.9)) {
            camera.put("frame_rate", any(List.of(15.0, 24.0, 29.97, 30.000030517578125)));
        }
        if (phone || chance(.3)) {
            camera.put("facing", "user");
        }
    }

    /** In any order; one at which no face was there comes again. */
    private void lookAtPoints(int n, boolean verify) {
        for (int i = 0; i < n; i++) {
            do {
                double shownMs = recordingMs;
                recordingMs += 700 + random.nextInt(900);
                ObjectNode point =
                        points.addObject()
                                .put("recording_ms", Math.round(shownMs))
                                .put("x_px", screenWidthPx * (.1 + .8 * random.nextDouble()))
                                .put("y_px", screenHeightPx * (.1 + .8 * random.nextDouble()))
                                .put("until_ms", Math.round(recordingMs));
                if (verify) {
                    point.put("verify", true);
                }
                recordingMs += random.nextInt(300);
            } while (chance(.1));
        }
    }

    private void watch() {
        LOADING.forEach(this::note);
        recordingMs += 200 + random.nextInt(2000);
        note("play");
        recordingMs += random.nextInt(120);
        note("playing");
        play(1000);
        for (int mishaps = random.nextInt(6); mishaps > 0; mishaps--) {
            befall();
            play(250 + random.nextInt(6000));
        }
        note(chance(.8) ? "ended" : "pause");
        recordingMs += 500 + random.nextInt(2000);
    }

    private void befall() {
        switch (random.nextInt(5)) {
            case 0 -> stand("pause", "play");
            case 1 -> stand("waiting", "playing");
            case 2 -> seek();
            case 3 -> {
                note("hidden");
                play(random.nextInt(3000));
                note("visible");
            }
            default -> {
                rate = any(List.of(.5, 1.0, 1.25, 2.0));
                note("ratechange").put("rate", rate);
            }
        }
    }

    private void stand(String from, String to) {
        note(from);
        recordingMs += random.nextInt(4000);
        note(to);
    }

    private void seek() {
        adMs = Math.max(0, adMs + random.nextInt(-3000, 3000));
        note("seeking");
        recordingMs += random.nextInt(800);
        note("seeked");
    }

    /** With the player's own word of where it is, at most four times a second. */
    private void play(int ms) {
        for (int left = ms; left > 0; left -= 250) {
            int step = Math.min(250, left);
            recordingMs += step;
            adMs += step * rate;
            note("timeupdate");
        }
    }

    /** A player's clock is up to 40 ms behind where it is noted. */
    private ObjectNode note(String event) {
        long behindMs = random.nextInt(40);
        return events.addObject()
                .put("recording_ms", Math.round(recordingMs))
                .put("ad_ms", Math.max(0, Math.round(adMs) - behindMs))
                .put("event", event);
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private <E> E any(List<E> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
