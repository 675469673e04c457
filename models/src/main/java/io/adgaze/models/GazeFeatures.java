package io.adgaze.models;

import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * What of a frame tells where the viewer looks.
 *
 * <p>First {@value #PIXELS} grey values, {@value #COLUMNS} x {@value #ROWS} of each eye, upright
 * and standardised: landmarks alone lose the vertical. Then {@value #GEOMETRY} measures of the eyes
 * and the head. All have about the same scale: a geometric measure is divided by what it varies
 * within a session, times what a grey value does.
 *
 * <p>They are a picture of a viewer's eyes and must not outlive the process that took it. So they
 * have a type of their own, which nothing can write: it is not serializable, gives its values to
 * the calibration's classes only, and tells none of them as a text.
 */
public final class GazeFeatures {

    static final int COLUMNS = 16;
    static final int ROWS = 8;

    /** How many features are pixels; they come first. */
    public static final int PIXELS = 2 * COLUMNS * ROWS;

    /** How many features are geometry; they come last. */
    public static final int GEOMETRY = 15;

    /** Features in all. */
    public static final int LENGTH = PIXELS + GEOMETRY;

    /**
     * Width of an eye's picture in spans between the outer eye corners, about 1.25 eyes; it is half
     * as high as wide. More would show brows and the rims of glasses, which move otherwise than the
     * eye. The span trembles less than the corners of one eye.
     */
    private static final float EYE_PICTURE = 0.4f;

    /** Size at which an eye is cut out before it is averaged down. */
    private static final int EYE_WIDTH_PX = 3 * COLUMNS;

    private static final int EYE_HEIGHT_PX = EYE_WIDTH_PX / 2;

    /** Standard deviation of a grey value within a session. */
    private static final float PIXEL_DEVIATION = 0.4f;

    // Standard deviations of the geometric measures within a session, over 23 sessions in which two
    // people looked around their screens with their heads free.
    private static final float IRIS_ALONG = 0.05f;
    private static final float IRIS_ACROSS = 0.018f;
    private static final float UPPER_LID = 0.03f;
    private static final float LOWER_LID = 0.014f;
    private static final float NOSE_ALONG = 0.064f;
    private static final float NOSE_ACROSS = 0.012f;
    private static final float EYES_ACROSS = 0.008f;
    private static final float ROLL = 0.04f;
    private static final float PLACE_X = 0.017f;
    private static final float PLACE_Y = 0.007f;
    private static final float SPAN = 0.004f;

    private final float[] values;

    /**
     * @param values {@link #LENGTH} of them, in the order above; never changed afterwards
     */
    GazeFeatures(float[] values) {
        this.values = values;
    }

    /** The value of feature {@code i}, 0 to {@link #LENGTH} - 1. */
    float value(int i) {
        return values[i];
    }

    /**
     * The features of one face.
     *
     * @param bgr the frame, 8 bits a channel
     * @param face the face in it
     */
    public static GazeFeatures of(Mat bgr, FaceLandmarks face) {
        Eye right = Eye.right(face);
        Eye left = Eye.left(face);
        float[] features = new float[LENGTH];
        try (FaceCrop crop = new FaceCrop(EYE_WIDTH_PX, EYE_HEIGHT_PX);
                Mat grey = new Mat();
                Mat small = new Mat();
                Size size = new Size(COLUMNS, ROWS)) {
            Eye[] eyes = {right, left};
            for (int i = 0; i < eyes.length; i++) {
                Mat picture = crop.cut(bgr, region(eyes[i], face));
                opencv_imgproc.cvtColor(picture, grey, opencv_imgproc.COLOR_BGR2GRAY);
                opencv_imgproc.resize(grey, small, size, 0, 0, opencv_imgproc.INTER_AREA);
                copy(small, features, i * COLUMNS * ROWS);
            }
        }
        standardisePixels(features);
        float[] geometry = geometry(bgr, face, right, left);
        System.arraycopy(geometry, 0, features, PIXELS, GEOMETRY);
        return new GazeFeatures(features);
    }

    private static FaceRegion region(Eye eye, FaceLandmarks face) {
        return new FaceRegion(
                eye.centreXPx(),
                eye.centreYPx(),
                face.eyeSpanPx() * EYE_PICTURE,
                (float) face.rollRad());
    }

    private static void copy(Mat grey, float[] features, int offset) {
        try (UByteIndexer pixels = grey.createIndexer()) {
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    features[offset + row * COLUMNS + column] = pixels.get(row, column);
                }
            }
        }
    }

    /** To mean 0 and variance 1 over both eyes: how light it is says nothing of the gaze. */
    private static void standardisePixels(float[] features) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < PIXELS; i++) {
            sum += features[i];
            squares += features[i] * features[i];
        }
        double mean = sum / PIXELS;
        double deviation = Math.sqrt(Math.max(1, squares / PIXELS - mean * mean));
        for (int i = 0; i < PIXELS; i++) {
            features[i] = (float) ((features[i] - mean) / deviation);
        }
    }

    private static float[] geometry(Mat bgr, FaceLandmarks face, Eye right, Eye left) {
        float width = bgr.cols();
        float noseAlong =
                between(
                        face,
                        FaceLandmarks.NOSE_TIP,
                        FaceLandmarks.RIGHT_CHEEK,
                        FaceLandmarks.LEFT_CHEEK);
        float noseAcross =
                between(face, FaceLandmarks.NOSE_TIP, FaceLandmarks.FOREHEAD, FaceLandmarks.CHIN);
        float eyesAcross =
                between(
                        face,
                        FaceLandmarks.RIGHT_EYE_OUTER,
                        FaceLandmarks.FOREHEAD,
                        FaceLandmarks.CHIN);
        float[] geometry = {
            right.irisAlong() / IRIS_ALONG,
            right.irisAcross() / IRIS_ACROSS,
            left.irisAlong() / IRIS_ALONG,
            left.irisAcross() / IRIS_ACROSS,
            right.upperLidAcross() / UPPER_LID,
            right.lowerLidAcross() / LOWER_LID,
            left.upperLidAcross() / UPPER_LID,
            left.lowerLidAcross() / LOWER_LID,
            noseAlong / NOSE_ALONG,
            noseAcross / NOSE_ACROSS,
            eyesAcross / EYES_ACROSS,
            (float) face.rollRad() / ROLL,
            (right.centreXPx() + left.centreXPx()) / 2 / width / PLACE_X,
            (right.centreYPx() + left.centreYPx()) / 2 / width / PLACE_Y,
            face.eyeSpanPx() / width / SPAN
        };
        for (int i = 0; i < geometry.length; i++) {
            geometry[i] *= PIXEL_DEVIATION;
        }
        return geometry;
    }

    /** Where a point's foot lies between two others: 0 at the first, 1 at the second. */
    private static float between(FaceLandmarks face, int point, int first, int second) {
        float dx = face.x(second) - face.x(first);
        float dy = face.y(second) - face.y(first);
        float along = (face.x(point) - face.x(first)) * dx + (face.y(point) - face.y(first)) * dy;
        return along / (dx * dx + dy * dy);
    }
}
