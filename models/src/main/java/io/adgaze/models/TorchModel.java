package io.adgaze.models;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A TorchScript network of this package's resources, run by DJL on the CPU.
 *
 * <p>Takes one 8-bit picture and gives its outputs as flat arrays. One thread at a time may use an
 * instance; instances on different threads do not disturb each other.
 */
final class TorchModel implements AutoCloseable {

    private static final String THREADS_PROPERTY = "ai.djl.pytorch.num_threads";

    /**
     * TorchScript specialises itself during the first calls, which take up to a second and round
     * differently.
     */
    private static final int WARM_UP_CALLS = 3;

    static {
        // Read by DJL when its engine starts. At batch 1 a second thread barely helps, and with
        // busy neighbours it makes calls a hundred times slower; parallelism is by session.
        if (System.getProperty(THREADS_PROPERTY) == null) {
            System.setProperty(THREADS_PROPERTY, "1");
        }
    }

    private final Model model;
    private final Predictor<Mat, float[][]> predictor;

    private TorchModel(Model model) {
        this.model = model;
        this.predictor = model.newPredictor(new PictureTranslator());
    }

    /**
     * Loads {@code name}.pt and warms it up.
     *
     * @param heightPx height of its input
     * @param widthPx width of its input
     * @param channels channels of its input
     * @throws UncheckedIOException when the resource is missing or is no TorchScript
     */
    static TorchModel load(String name, int heightPx, int widthPx, int channels) {
        Model model = Model.newInstance(name, Device.cpu(), "PyTorch");
        try (InputStream weights = TorchModel.class.getResourceAsStream(name + ".pt")) {
            if (weights == null) {
                throw new FileNotFoundException(name + ".pt is not beside " + TorchModel.class);
            }
            model.load(weights);
            // DJL makes a folder for each model that comes from a stream, and never needs it again.
            Files.delete(model.getModelPath());
        } catch (IOException e) {
            model.close();
            throw new UncheckedIOException(e);
        } catch (MalformedModelException e) {
            model.close();
            throw new UncheckedIOException(new IOException(name + ".pt is no TorchScript", e));
        }
        TorchModel loaded = new TorchModel(model);
        loaded.warmUp(heightPx, widthPx, channels);
        return loaded;
    }

    /**
     * Runs the network.
     *
     * @param picture 8 bits a channel, rows without padding, in the colour order of the network
     * @return one array an output, row-major
     */
    float[][] run(Mat picture) {
        try {
            return predictor.predict(picture);
        } catch (TranslateException e) {
            throw new IllegalStateException(model.getName() + " failed", e);
        }
    }

    @Override
    public void close() {
        predictor.close();
        model.close();
    }

    private void warmUp(int heightPx, int widthPx, int channels) {
        try (Mat grey = new Mat(heightPx, widthPx, opencv_core.CV_8UC(channels), Scalar.all(128))) {
            for (int i = 0; i < WARM_UP_CALLS; i++) {
                run(grey);
            }
        }
    }

    /** Hands the picture's own memory to torch, as a batch of one in NHWC. */
    private static final class PictureTranslator implements NoBatchifyTranslator<Mat, float[][]> {

        @Override
        public NDList processInput(TranslatorContext context, Mat picture) {
            Shape shape = new Shape(1, picture.rows(), picture.cols(), picture.channels());
            return new NDList(
                    context.getNDManager().create(picture.createBuffer(), shape, DataType.UINT8));
        }

        @Override
        public float[][] processOutput(TranslatorContext context, NDList outputs) {
            float[][] values = new float[outputs.size()][];
            for (int i = 0; i < values.length; i++) {
                NDArray output = outputs.get(i);
                values[i] = output.toFloatArray();
            }
            return values;
        }
    }
}
