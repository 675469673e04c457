package io.adgaze.models;

import io.adgaze.records.ExpressionProbabilities;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Tells FER2013's seven expressions apart; see the card {@code expression}. For one thread. */
public final class ExpressionClassifier implements AutoCloseable {

    private static final int INPUT_PX = 48;

    /** FER2013's faces fill their pictures: at 1.09 or 1.17 half a point of accuracy goes. */
    private static final float MARGIN = 1.13f;

    /** The mesh ends at the hairline, FER2013's pictures a little above it. */
    private static final float RAISED = 0.03f;

    private final TorchModel model;
    private final FaceCrop crop = new FaceCrop(INPUT_PX, INPUT_PX);
    private final Mat grey = new Mat();
    private final Mat scaled = new Mat();
    private final Size inputSize = new Size(INPUT_PX, INPUT_PX);

    private ExpressionClassifier(TorchModel model) {
        this.model = model;
    }

    /** Loads and warms up the network: 0.2-1 s. */
    public static ExpressionClassifier load() {
        return new ExpressionClassifier(TorchModel.load("expression", INPUT_PX, INPUT_PX, 1));
    }

    /**
     * The probabilities of the seven expressions; they sum to 1.
     *
     * @param bgr the frame, 8 bits a channel
     * @param face the face in it
     */
    public ExpressionProbabilities classify(Mat bgr, FaceLandmarks face) {
        FaceRegion region = FaceRegion.tightAround(face).scaled(MARGIN).raised(RAISED);
        opencv_imgproc.cvtColor(crop.cut(bgr, region), grey, opencv_imgproc.COLOR_BGR2GRAY);
        return ExpressionProbabilities.of(model.run(grey)[0]);
    }

    /**
     * Likewise, of a picture that is a face already, cut as FER2013's are: for its evaluation.
     *
     * @param cut a square, 8 bits a pixel, of any size; sampled bilinearly
     */
    public ExpressionProbabilities classifyCut(Mat cut) {
        opencv_imgproc.resize(cut, scaled, inputSize, 0, 0, opencv_imgproc.INTER_LINEAR);
        return ExpressionProbabilities.of(model.run(scaled)[0]);
    }

    @Override
    public void close() {
        model.close();
        crop.close();
        grey.close();
        scaled.close();
        inputSize.close();
    }
}
