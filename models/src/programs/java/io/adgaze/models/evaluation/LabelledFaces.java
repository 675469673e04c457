package io.adgaze.models.evaluation;

import io.adgaze.models.FaceLandmarks;
import io.adgaze.models.FaceTrack;
import io.adgaze.models.FaceTracker;
import io.adgaze.models.Portrait;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** Writes data laid out as the real sets are, of the one portrait that ships. */
final class LabelledFaces {

    private static final int SIDE_PX = 48;
    private static final int NPY_HEADER_LENGTH = 128;

    private LabelledFaces() {}

    /** The portrait's face as FER2013 has faces: 48 x 48 grey pixels, times {@code brightness}. */
    static byte[] cutFace(double brightness) {
        Mat portrait = Portrait.load();
        FaceLandmarks face;
        try (FaceTracker tracker = FaceTracker.load()) {
            face = tracker.track(portrait, 0, FaceTrack.lost()).landmarks();
        }
        Mat grey = new Mat();
        opencv_imgproc.cvtColor(portrait.apply(bounds(face)), grey, opencv_imgproc.COLOR_BGR2GRAY);
        Mat small = new Mat();
        opencv_imgproc.resize(
                grey, small, new Size(SIDE_PX, SIDE_PX), 0, 0, opencv_imgproc.INTER_AREA);
        small.convertTo(small, -1, brightness, 0);
        byte[] pixels = new byte[SIDE_PX * SIDE_PX];
        small.data().get(pixels);
        return pixels;
    }

    private static Rect bounds(FaceLandmarks face) {
        float left = Float.MAX_VALUE;
        float right = 0;
        float bottom = 0;
        for (int i = 0; i < FaceLandmarks.SURFACE_COUNT; i++) {
            left = Math.min(left, face.x(i));
            right = Math.max(right, face.x(i));
            bottom = Math.max(bottom, face.y(i));
        }
        int side = Math.round((right - left) * 1.2f);
        int middle = Math.round((left + right) / 2);
        return new Rect(middle - side / 2, Math.round(bottom) - side, side, side);
    }

    /** A NumPy archive of 48 x 48 pictures and their labels. */
    static void writeArchive(Path file, List<byte[]> pictures, byte... labels) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("images.npy"));
            zip.write(header("%d, %d, %d".formatted(pictures.size(), SIDE_PX, SIDE_PX)));
            for (byte[] picture : pictures) {
                zip.write(picture);
            }
            zip.putNextEntry(new ZipEntry("labels.npy"));
            zip.write(header(labels.length + ","));
            zip.write(labels);
        }
    }

    /** NumPy's format, version 1.0, of unsigned bytes in C's order. */
    private static byte[] header(String shape) {
        String words = "{'descr': '|u1', 'fortran_order': False, 'shape': (%s), }".formatted(shape);
        int length = NPY_HEADER_LENGTH - 10;
        String padded = words + " ".repeat(length - 1 - words.length()) + "\n";
        byte[] header = new byte[NPY_HEADER_LENGTH];
        byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) length, 0};
        System.arraycopy(magic, 0, header, 0, magic.length);
        System.arraycopy(
                padded.getBytes(StandardCharsets.US_ASCII), 0, header, magic.length, length);
        return header;
    }

    /** The portrait with its label, as UTKFace's faces are listed. */
    static void writeLabelledPortrait(Path folder) throws IOException {
        Files.createDirectories(folder);
        opencv_imgcodecs.imwrite(folder.resolve("0000.png").toString(), Portrait.load());
        Files.writeString(
                folder.resolve("index.csv"), "image,age_years,gender\n0000.png,36,female\n");
    }
}
