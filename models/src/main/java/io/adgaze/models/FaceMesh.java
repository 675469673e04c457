package io.adgaze.models;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds the 478 points of a face whose place is roughly known.
 *
 * <p>MediaPipe's face mesh with attention (Grishchenko et al. 2020, "Attention Mesh"); see the card
 * {@code face_mesh}. For one thread.
 */
public final class FaceMesh implements AutoCloseable {

    private static final int INPUT_PX = 192;

    private final TorchModel model;
    private final FaceCrop crop = new FaceCrop(INPUT_PX, INPUT_PX);
    private final Mat rgb = new Mat();

    private FaceMesh(TorchModel model) {
        this.model = model;
    }

    /** Loads and warms up the network: 0.2-1 s. */
    public static FaceMesh load() {
        return new FaceMesh(TorchModel.load("face_mesh", INPUT_PX, INPUT_PX, 3));
    }

    /**
     * The face in {@code region}; its score tells whether there is one.
     *
     * @param bgr the frame, 8 bits a channel
     * @param region from {@link FaceRegion#around}
     */
    public FaceLandmarks locate(Mat bgr, FaceRegion region) {
        opencv_imgproc.cvtColor(crop.cut(bgr, region), rgb, opencv_imgproc.COLOR_BGR2RGB);
        float[][] outputs = model.run(rgb);
        return new FaceLandmarks(toFrame(outputs[0], region), outputs[1][0]);
    }

    @Override
    public void close() {
        model.close();
        crop.close();
        rgb.close();
    }

    /** From 0..1 of the region to pixels of the frame. */
    private static float[] toFrame(float[] points, FaceRegion region) {
        float cos = (float) Math.cos(region.rollRad()) * region.sizePx();
        float sin = (float) Math.sin(region.rollRad()) * region.sizePx();
        float[] frame = new float[points.length];
        for (int i = 0; i < points.length; i += 3) {
            float x = points[i] - 0.5f;
            float y = points[i + 1] - 0.5f;
            frame[i] = region.centreXPx() + cos * x - sin * y;
            frame[i + 1] = region.centreYPx() + sin * x + cos * y;
            frame[i + 2] = points[i + 2] * region.sizePx();
        }
        return frame;
    }
}
