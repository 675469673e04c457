package io.adgaze.capture.manifest;

import static java.time.temporal.ChronoUnit.MILLIS;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * A viewer's random way through the studio, and the report that the studio sends of it: nine dots
 * to fit, four to verify, the ad with whatever befalls it, the four once more. In the terms of
 * {@code manifest.js}, {@code player.js} and {@code calibration.js}.
 */
public final class StudioJourney {

    private static final int UPDATE_MS = 1000;
    private static final int SHOWN_MS = 1500;
    private static final int MOST_RECORDINGS = 4;

    private final Random random;
    private final ObjectNode report = JsonNodeFactory.instance.objectNode();
    private final ArrayNode recordings = report.putArray("recordings").add(0);
    private final ArrayNode events = report.putArray("player_events");
    private final ArrayNode points = report.putArray("calibration");
    private final boolean phone;
    private final int widthPx;
    private final int heightPx;

    private long recordingMs;
    private long adMs;

    private StudioJourney(Random random) {
        this.random = random;
        this.phone = chance(.3);
        this.widthPx = phone ? 320 + random.nextInt(120) : 1024 + random.nextInt(2600);
        this.heightPx = phone ? 560 + random.nextInt(380) : 600 + random.nextInt(1500);
    }

    /** The report of the journey that a seed gives. */
    public static ObjectNode report(long seed) {
        StudioJourney journey = new StudioJourney(new Random(seed));
        journey.setUp();
        journey.recordingMs = journey.random.nextInt(3000);
        journey.dots(9, false);
        journey.dots(4, true);
        journey.watch();
        journey.dots(journey.chance(.9) ? 4 : 0, true);
        return journey.report;
    }

    private void setUp() {
        report.put(
                "started_at",
                Instant.now()
                        .minusSeconds(30 + random.nextInt(86_000))
                        .truncatedTo(MILLIS)
                        .toString());
        double ratio = any(List.of(1.0, 1.25, 1.5, 2.0, 2.625, 3.0000001));
        ObjectNode screen =
                report.putObject("screen")
                        .put("width_px", widthPx)
                        .put("height_px", heightPx)
                        .put("device_pixel_ratio", ratio);
        if (chance(.9)) {
            screen.put("orientation", phone ? "portrait-primary" : "landscape-primary");
        }
        long adHeightPx = Math.min(heightPx, Math.round(widthPx * 9.0 / 16));
        screen.putObject("ad_rect")
                .put("x", 0)
                .put("y", (heightPx - adHeightPx) / 2)
                .put("width", widthPx)
                .put("height", adHeightPx);
        ObjectNode camera =
                report.putObject("camera")
                        .put("width_px", phone ? 480 : 640)
                        .put("height_px", phone ? 640 : 480);
        if (chance(.9)) {
            camera.put("frame_rate", any(List.of(15.0, 24.0, 29.97, 30.0)));
        }
        if (phone) {
            camera.put("facing", "user");
        }
        report.putObject("device").put("class", phone ? "phone" : "desktop");
    }

    /** One that did not count is told of by nobody, and its time goes by. */
    private void dots(int n, boolean verify) {
        for (int i = 0; i < n; i++) {
            while (chance(.1)) {
                recordingMs += SHOWN_MS;
            }
            long shownMs = recordingMs;
            recordingMs += SHOWN_MS + random.nextInt(40);
            points.addObject()
                    .put("recording_ms", shownMs)
                    .put("x_px", Math.round(widthPx * any(List.of(.08, .3, .5, .7, .92))))
                    .put("y_px", Math.round(heightPx * any(List.of(.08, .3, .5, .7, .92))))
                    .put("until_ms", recordingMs)
                    .put("verify", verify);
            recordingMs += random.nextInt(60);
        }
    }

    private void watch() {
        recordingMs += 300 + random.nextInt(20_000);
        note("play");
        play(250 + random.nextInt(20_000));
        for (int mishaps = random.nextInt(5); mishaps > 0; mishaps--) {
            befall();
            play(250 + random.nextInt(10_000));
        }
        note("ended");
        recordingMs += random.nextInt(800);
    }

    private void befall() {
        switch (random.nextInt(4)) {
            case 0 -> stand("stall");
            case 1 -> lookAway();
            case 2 -> loseCamera();
            default -> {
                adMs = Math.max(0, adMs + random.nextInt(-3000, 3000));
                note("seek");
            }
        }
    }

    private void stand(String event) {
        note(event);
        recordingMs += 100 + random.nextInt(60_000);
        note("play");
    }

    /** The ad waits while the page is out of sight. */
    private void lookAway() {
        note("hidden");
        recordingMs += random.nextInt(30);
        note("pause");
        recordingMs += random.nextInt(90_000);
        note("visible");
        recordingMs += 300 + random.nextInt(4000);
        note("play");
    }

    /** The clock does not count while there is no recording. */
    private void loseCamera() {
        note("pause");
        if (recordings.size() < MOST_RECORDINGS) {
            recordings.add(recordings.size());
        }
        recordingMs += random.nextInt(2000);
        note("play");
    }

    /** A frame tells where the ad is once a second, and is up to two frames off. */
    private void play(int ms) {
        for (int left = ms; left > 0; left -= UPDATE_MS) {
            int step = Math.min(UPDATE_MS, left);
            recordingMs += step;
            adMs += Math.max(1, step + random.nextInt(-66, 66));
            note("timeupdate");
        }
    }

    private void note(String event) {
        events.addObject().put("recording_ms", recordingMs).put("ad_ms", adMs).put("event", event);
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private <E> E any(List<E> values) {
        return values.get(random.nextInt(values.size()));
    }
}
