package io.adgaze.models;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Estimates age and gender; see the card {@code age_gender}. Only for viewers who consented to it.
 * For one thread.
 */
public final class DemographicsEstimator implements AutoCloseable {

    private static final int INPUT_PX = 112;

    private final TorchModel model;
    private final FaceCrop crop = new FaceCrop(INPUT_PX, INPUT_PX);
    private final Mat rgb = new Mat();

    private DemographicsEstimator(TorchModel model) {
        this.model = model;
    }

    /** Loads and warms up the network: 0.2-1 s. */
    public static DemographicsEstimator load() {
        return new DemographicsEstimator(TorchModel.load("age_gender", INPUT_PX, INPUT_PX, 3));
    }

    /**
     * Age and gender as one frame shows them; a mean over many frames is steadier.
     *
     * @param bgr the frame, 8 bits a channel
     * @param face the face in it
     */
    public Demographics estimate(Mat bgr, FaceLandmarks face) {
        // The face's own square: a wider one costs two years of accuracy.
        Mat upright = crop.cut(bgr, FaceRegion.tightAround(face));
        opencv_imgproc.cvtColor(upright, rgb, opencv_imgproc.COLOR_BGR2RGB);
        float[] output = model.run(rgb)[0];
        return new Demographics(output[0], output[1]);
    }

    @Override
    public void close() {
        model.close();
        crop.close();
        rgb.close();
    }
}
