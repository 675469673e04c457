package io.adgaze.models.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Labelled grey pictures in NumPy's .npz: {@code images} N x H x W uint8, {@code labels} N. */
final class NumpyArchive {

    private static final int MAGIC_LENGTH = 2;

    private NumpyArchive() {}

    /**
     * Labelled pictures.
     *
     * @param pixels 8 bits each, row by row, one picture after the other
     * @param labels one a picture
     * @param heightPx of each picture
     * @param widthPx of each picture
     */
    @SuppressWarnings("ArrayRecordComponent")
    record LabelledPictures(byte[] pixels, int[] labels, int heightPx, int widthPx) {

        int count() {
            return labels.length;
        }

        /** The pixels of picture {@code i}. */
        byte[] picture(int i) {
            int length = heightPx * widthPx;
            return Arrays.copyOfRange(pixels, i * length, (i + 1) * length);
        }
    }

    /**
     * Reads the file.
     *
     * @param labelsN labels must be below this
     */
    static LabelledPictures read(Path file, int labelsN) throws IOException {
        try (NDManager manager = NDManager.newBaseManager();
                InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            checkMagic(file, in);
            NDList arrays = NDList.decode(manager, in);
            NDArray images = named(file, arrays, "images");
            NDArray labels = named(file, arrays, "labels");
            if (images.getDataType() != DataType.UINT8
                    || images.getShape().dimension() != 3
                    || images.getShape().get(0) != labels.size()) {
                throw new BadDataException(
                        file,
                        "expected images N x H x W of uint8 and N labels, found "
                                + images.getShape()
                                + " of "
                                + images.getDataType()
                                + " and "
                                + labels.getShape());
            }
            LabelledPictures pictures =
                    new LabelledPictures(
                            images.toByteArray(),
                            labels.toType(DataType.INT32, false).toIntArray(),
                            (int) images.getShape().get(1),
                            (int) images.getShape().get(2));
            check(file, pictures, labelsN);
            return pictures;
        } catch (IllegalArgumentException e) {
            throw new BadDataException(file, "no NumPy archive that can be read; is it cut?", e);
        }
    }

    private static void checkMagic(Path file, InputStream in) throws IOException {
        in.mark(MAGIC_LENGTH);
        byte[] magic = in.readNBytes(MAGIC_LENGTH);
        in.reset();
        if (!Arrays.equals(magic, new byte[] {'P', 'K'})) {
            throw new BadDataException(file, "no NumPy archive (.npz is a zip of .npy)");
        }
    }

    private static NDArray named(Path file, NDList arrays, String name) throws BadDataException {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new BadDataException(file, "has no array " + name);
        }
        return array;
    }

    private static void check(Path file, LabelledPictures pictures, int labelsN)
            throws BadDataException {
        if (pictures.count() == 0) {
            throw new BadDataException(file, "holds no pictures");
        }
        for (int label : pictures.labels) {
            if (label < 0 || label >= labelsN) {
                throw new BadDataException(
                        file, "label " + label + " is outside 0.." + (labelsN - 1));
            }
        }
    }
}
