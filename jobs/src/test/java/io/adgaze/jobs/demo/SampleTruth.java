package io.adgaze.jobs.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a sample was generated to show, frame by frame. */
final class SampleTruth {

    private final NavigableMap<Long, Map<String, String>> frames;
    private final JsonNode screen;

    private SampleTruth(NavigableMap<Long, Map<String, String>> frames, JsonNode screen) {
        this.frames = frames;
        this.screen = screen;
    }

    static SampleTruth of(String recording) throws IOException {
        NavigableMap<Long, Map<String, String>> frames = new TreeMap<>();
        try (MappingIterator<Map<String, String>> rows =
                new CsvMapper()
                        .readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(resource(recording, "truth.csv"))) {
            while (rows.hasNext()) {
                Map<String, String> row = rows.next();
                frames.put(Long.valueOf(row.get("recording_ms")), row);
            }
        }
        JsonNode manifest = new ObjectMapper().readTree(resource(recording, "manifest.json"));
        return new SampleTruth(frames, manifest.get("screen"));
    }

    private static URL resource(String recording, String file) {
        return SampleTruth.class.getResource("/samples/sessions/" + recording + "/" + file);
    }

    /** When each blink ended, on the recording's clock. */
    List<Long> blinkEndsMs() {
        List<Long> ends = new ArrayList<>();
        boolean before = false;
        for (Map.Entry<Long, Map<String, String>> frame : frames.entrySet()) {
            boolean blink = frame.getValue().get("blink").equals("1");
            if (before && !blink) {
                ends.add(frame.getKey());
            }
            before = blink;
        }
        return ends;
    }

    /** How far a point in the ad's picture is from where the viewer looked, in screen widths. */
    double gazeErrorInScreenWidths(long recordingMs, double xNorm, double yNorm) {
        Map<String, String> frame = frames.floorEntry(recordingMs).getValue();
        JsonNode ad = screen.get("ad_rect");
        double x = ad.get("x").asDouble() + xNorm * ad.get("width").asDouble();
        double y = ad.get("y").asDouble() + yNorm * ad.get("height").asDouble();
        double dx = x - Double.parseDouble(frame.get("x_px"));
        double dy = y - Double.parseDouble(frame.get("y_px"));
        return Math.hypot(dx, dy) / screen.get("width_px").asDouble();
    }
}
