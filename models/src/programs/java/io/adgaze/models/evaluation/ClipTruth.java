package io.adgaze.models.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a labelled clip shows, frame by frame.
 *
 * <p>{@code truth.csv}: recording_ms, and where it is known blink (0 or 1), smile (0..1), x_px and
 * y_px (the point looked at), ad_time_ms (empty while no ad plays). {@code manifest.json},
 * optional: screen and calibration as a session's manifest has them.
 */
final class ClipTruth {

    /** Frames further than this from a row of the truth are not labelled. */
    private static final long FRAME_MS = 50;

    /** Eyes arrive at a new calibration point after this, and wander off it after the other. */
    private static final long ARRIVAL_MS = 300;

    private static final long LONGEST_LOOK_MS = 2000;

    private final NavigableMap<Long, Csv.Row> rows = new TreeMap<>();
    private final Screen screen;
    private final List<CalibrationPoint> calibration;

    private ClipTruth(Screen screen, List<CalibrationPoint> calibration) {
        this.screen = screen;
        this.calibration = calibration;
    }

    static ClipTruth read(Path folder) throws IOException {
        Path manifest = folder.resolve("manifest.json");
        ClipTruth truth = Files.exists(manifest) ? parse(manifest) : new ClipTruth(null, List.of());
        for (Csv.Row row : Csv.read(folder.resolve("truth.csv"))) {
            truth.rows.put(Math.round(row.number("recording_ms")), row);
        }
        return truth;
    }

    private static ClipTruth parse(Path manifest) throws IOException {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(manifest.toFile());
        } catch (JsonProcessingException e) {
            throw new BadDataException(manifest, "no JSON: " + e.getOriginalMessage(), e);
        }
        JsonNode size = json.path("screen");
        double width = size.path("width_px").asDouble();
        double height = size.path("height_px").asDouble();
        if (width <= 0 || height <= 0) {
            return new ClipTruth(null, List.of());
        }
        List<CalibrationPoint> points = new ArrayList<>();
        for (JsonNode point : json.path("calibration")) {
            points.add(
                    new CalibrationPoint(
                            point.path("recording_ms").asLong(),
                            point.path("x_px").asDouble(),
                            point.path("y_px").asDouble()));
        }
        return new ClipTruth(new Screen(width, height, 0, 0, width, height), points);
    }

    /** Null where it is not known. */
    Screen screen() {
        return screen;
    }

    /** Whether the truth has this column at all. */
    boolean tells(String column) {
        return rows.values().stream().anyMatch(row -> row.has(column));
    }

    /** The row of a frame; null where none is near. */
    Csv.Row at(long timeMs) {
        Map.Entry<Long, Csv.Row> before = rows.floorEntry(timeMs);
        Map.Entry<Long, Csv.Row> after = rows.ceilingEntry(timeMs);
        boolean takeAfter =
                before == null
                        || (after != null && after.getKey() - timeMs < timeMs - before.getKey());
        Map.Entry<Long, Csv.Row> nearest = takeAfter ? after : before;
        return Math.abs(nearest.getKey() - timeMs) <= FRAME_MS ? nearest.getValue() : null;
    }

    /** When each blink ended: the first frame after it. */
    List<Long> blinkEndsMs() throws BadDataException {
        List<Long> ends = new ArrayList<>();
        boolean before = false;
        for (Map.Entry<Long, Csv.Row> row : rows.entrySet()) {
            boolean blink = row.getValue().has("blink") && row.getValue().number("blink") > 0;
            if (before && !blink) {
                ends.add(row.getKey());
            }
            before = blink;
        }
        return ends;
    }

    /** Number of the calibration point looked at; -1 when at none. */
    int calibrationPoint(long timeMs) {
        for (int i = 0; i < calibration.size(); i++) {
            long shownMs = calibration.get(i).recordingMs();
            if (timeMs >= shownMs + ARRIVAL_MS && timeMs < endMs(i)) {
                return i;
            }
        }
        return -1;
    }

    CalibrationPoint point(int number) {
        return calibration.get(number);
    }

    boolean isCalibrated() {
        return screen != null && !calibration.isEmpty();
    }

    /** When the calibration is over. */
    long calibratedMs() {
        return endMs(calibration.size() - 1);
    }

    /** A point ends with the next one; the last stays for as long as the one before it. */
    private long endMs(int i) {
        long shownMs = calibration.get(i).recordingMs();
        long endMs = shownMs + LONGEST_LOOK_MS;
        if (i + 1 < calibration.size()) {
            return Math.min(endMs, calibration.get(i + 1).recordingMs());
        }
        return i == 0 ? endMs : Math.min(endMs, 2 * shownMs - calibration.get(i - 1).recordingMs());
    }
}
