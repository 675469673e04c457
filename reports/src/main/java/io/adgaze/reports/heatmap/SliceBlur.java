package io.adgaze.reports.heatmap;

import io.adgaze.records.density.Blur;
import io.adgaze.records.density.DensityGrid;
import io.adgaze.records.density.DensityGrid.Layer;
import io.adgaze.records.density.GazeSlice;
import java.util.Arrays;

/**
 * Blurs slices into maps of density. A Gaussian is separable: cells are spread along their row, and
 * each row that has any then across the map's rows.
 */
final class SliceBlur {

    private final int width;
    private final int height;
    private final AxisBlur[] alongRows = new AxisBlur[DensityGrid.LAYERS];
    private final AxisBlur[] acrossRows = new AxisBlur[DensityGrid.LAYERS];

    /**
     * @param width of a map
     * @param height of a map
     * @param aspect width over height of the picture as displayed
     */
    SliceBlur(int width, int height, double aspect) {
        this.width = width;
        this.height = height;
        for (int i = 0; i < DensityGrid.LAYERS; i++) {
            Layer layer = DensityGrid.layer(i);
            alongRows[i] = AxisBlur.of(layer, layer.sigmaNorm(), width);
            acrossRows[i] = AxisBlur.of(layer, layer.sigmaNorm() * aspect, height);
        }
    }

    /** A slice's density, {@code [row][column]}, in viewers per square width of the picture. */
    float[][] density(GazeSlice slice) {
        int[] cells = new int[DensityGrid.CELLS];
        slice.forEachCell((cell, weight) -> cells[cell] = weight);
        float[][] density = new float[height][width];
        for (int i = 0; i < DensityGrid.LAYERS; i++) {
            addLayer(i, cells, density);
        }
        return density;
    }

    private void addLayer(int index, int[] cells, float[][] density) {
        Layer layer = DensityGrid.layer(index);
        float peak = (float) (Blur.peak(layer.sigmaNorm()) / DensityGrid.UNIT);
        float[] line = new float[width];
        for (int row = 0; row < layer.stride(); row++) {
            int from = layer.first() + row * layer.stride();
            if (isBlank(cells, from, from + layer.stride())) {
                continue;
            }
            for (int column = 0; column < layer.stride(); column++) {
                if (cells[from + column] != 0) {
                    alongRows[index].spread(column, peak * cells[from + column], line);
                }
            }
            addRow(acrossRows[index], row, line, density);
            Arrays.fill(line, 0);
        }
    }

    private static boolean isBlank(int[] cells, int from, int to) {
        return Arrays.stream(cells, from, to).allMatch(weight -> weight == 0);
    }

    private static void addRow(AxisBlur across, int row, float[] line, float[][] density) {
        float[] weights = across.weights()[row];
        for (int y = across.from()[row]; y < across.end()[row]; y++) {
            addScaled(density[y], weights[y], line);
        }
    }

    private static void addScaled(float[] sum, float factor, float[] line) {
        for (int x = 0; x < line.length; x++) {
            sum[x] += factor * line[x];
        }
    }
}
