package io.adgaze.jobs.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;

/** Where a heatmap's mass lies, from the decoded video: what differs from the ad itself. */
final class HeatmapMass {

    /** The legend stands in this part of the picture, from the top left. */
    private static final double LEGEND_WIDTH = 0.41;

    private static final double LEGEND_HEIGHT = 0.17;

    /** What two encodings of one picture differ by, of 255. */
    private static final int CODEC_NOISE = 24;

    /** Fewer pixels of difference are no marks but noise. */
    private static final double LEAST_SHARE = 0.005;

    private static final int BGR = 3;

    /**
     * The centre of a frame's marks, with the known path at the same time, all 0..1 of the picture.
     */
    record Centre(double x, double y, double pathX, double pathY) {}

    private HeatmapMass() {}

    /** One centre a frame that has marks. */
    static List<Centre> over(Path ad, Path exports) throws IOException {
        JsonNode path =
                new ObjectMapper()
                        .readTree(HeatmapMass.class.getResource("/samples/ads/a-demo.path.json"));
        List<Centre> centres = new ArrayList<>();
        try (FFmpegFrameGrabber plain = new FFmpegFrameGrabber(ad.toFile());
                FFmpegFrameGrabber marked =
                        new FFmpegFrameGrabber(exports.resolve("heatmap.mp4").toFile())) {
            plain.start();
            marked.start();
            while (true) {
                Frame before = plain.grabImage();
                Frame after = marked.grabImage();
                if (before == null || after == null) {
                    return centres;
                }
                add(centres, before, after, path);
            }
        }
    }

    private static void add(List<Centre> centres, Frame before, Frame after, JsonNode path) {
        ByteBuffer a = (ByteBuffer) before.image[0];
        ByteBuffer b = (ByteBuffer) after.image[0];
        int width = before.imageWidth;
        int height = before.imageHeight;
        double mass = 0;
        double sumX = 0;
        double sumY = 0;
        int pixels = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (x < LEGEND_WIDTH * width && y < LEGEND_HEIGHT * height) {
                    continue;
                }
                int difference = 0;
                for (int c = 0; c < BGR; c++) {
                    int i = y * before.imageStride + x * BGR + c;
                    difference += Math.abs((a.get(i) & 0xff) - (b.get(i) & 0xff));
                }
                if (difference > BGR * CODEC_NOISE) {
                    mass += difference;
                    sumX += difference * (x + 0.5);
                    sumY += difference * (y + 0.5);
                    pixels++;
                }
            }
        }
        if (pixels < LEAST_SHARE * width * height) {
            return;
        }
        JsonNode at = path.get((int) Math.min(path.size() - 1, before.timestamp / 100_000));
        centres.add(
                new Centre(
                        sumX / mass / width,
                        sumY / mass / height,
                        at.get("x_norm").asDouble(),
                        at.get("y_norm").asDouble()));
    }

    /** In widths of a 16:9 picture. */
    static double meanDistanceToPath(List<Centre> centres) {
        return centres.stream()
                .mapToDouble(c -> Math.hypot(c.x() - c.pathX(), (c.y() - c.pathY()) * 9.0 / 16))
                .average()
                .orElseThrow();
    }

    /** The lower of the correlations along x and y. */
    static double correlationWithPath(List<Centre> centres) {
        return Math.min(
                correlation(centres, Centre::x, Centre::pathX),
                correlation(centres, Centre::y, Centre::pathY));
    }

    private static double correlation(
            List<Centre> centres, ToDoubleFunction<Centre> a, ToDoubleFunction<Centre> b) {
        double meanA = centres.stream().mapToDouble(a).average().orElseThrow();
        double meanB = centres.stream().mapToDouble(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (Centre centre : centres) {
            double da = a.applyAsDouble(centre) - meanA;
            double db = b.applyAsDouble(centre) - meanB;
            ab += da * db;
            aa += da * da;
            bb += db * db;
        }
        return ab / Math.sqrt(aa * bb);
    }
}
