package io.adgaze.models;

/**
 * How the eyes' pictures change by what says nothing of the gaze.
 *
 * <p>A picture that was cut out a little beside the eye, larger, or turned, or that is lit from one
 * side, differs from the picture by a sum of these directions times small amounts. A map that does
 * not answer to them is steadier than one that was shown a few pictures alone (Simard et al.,
 * "Tangent Prop", 1992).
 */
final class EyeTangents {

    // How far, by one standard deviation, landmarks and light stray between frames.

    /** Of a place, in columns: 0.3 is half a pixel of a face that is 150 pixels wide. */
    private static final double SHIFT = 0.3;

    /** Of a size, as a share, and of an angle, in radians. */
    private static final double SCALE = 0.03;

    private static final double ROTATION = 0.03;

    /** Of the light and its slope over an eye, in standard deviations of the grey values. */
    private static final double LIGHT = 0.1;

    /** Directions for each of the two eyes. */
    private static final int OF_AN_EYE = 7;

    private static final int COUNT = 2 * OF_AN_EYE;

    private static final double MIDDLE_COLUMN = (GazeFeatures.COLUMNS - 1) / 2.0;
    private static final double MIDDLE_ROW = (GazeFeatures.ROWS - 1) / 2.0;

    private EyeTangents() {}

    /**
     * The directions at a face's features, each one standard deviation long.
     *
     * @param features of {@link GazeFeatures}
     * @return {@value #COUNT} rows of {@link GazeFeatures#LENGTH}; 0 where not of the row's eye
     */
    static double[][] at(double[] features) {
        double[][] tangents = new double[COUNT][GazeFeatures.LENGTH];
        for (int eye = 0; eye < 2; eye++) {
            int offset = eye * GazeFeatures.COLUMNS * GazeFeatures.ROWS;
            for (int row = 0; row < GazeFeatures.ROWS; row++) {
                for (int column = 0; column < GazeFeatures.COLUMNS; column++) {
                    int pixel = offset + row * GazeFeatures.COLUMNS + column;
                    double[] of = ofPixel(features, pixel, row, column);
                    for (int i = 0; i < OF_AN_EYE; i++) {
                        tangents[eye * OF_AN_EYE + i][pixel] = of[i];
                    }
                }
            }
        }
        return tangents;
    }

    private static double[] ofPixel(double[] features, int pixel, int row, int column) {
        double along = slope(features, pixel, column, GazeFeatures.COLUMNS, 1);
        double across = slope(features, pixel, row, GazeFeatures.ROWS, GazeFeatures.COLUMNS);
        double x = column - MIDDLE_COLUMN;
        double y = row - MIDDLE_ROW;
        return new double[] {
            SHIFT * along,
            SHIFT * across,
            SCALE * (along * x + across * y),
            ROTATION * (across * x - along * y),
            LIGHT,
            LIGHT * x / GazeFeatures.COLUMNS,
            LIGHT * y / GazeFeatures.ROWS
        };
    }

    /** Central difference; one-sided at the picture's edge. */
    private static double slope(double[] features, int pixel, int place, int length, int stride) {
        int before = place == 0 ? 0 : 1;
        int after = place == length - 1 ? 0 : 1;
        return (features[pixel + after * stride] - features[pixel - before * stride])
                / (before + after);
    }
}
