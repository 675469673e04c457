package io.adgaze.records.density;

/**
 * Gaze of all viewers in a tenth of a second of an ad.
 *
 * @param index which: the ad's ms {@code 100 index} to below {@code 100 (index + 1)}
 * @param cells what is in the cells of {@link DensityGrid}, as {@link SliceSum} writes it
 * @param agreement what the density would be at most were all viewers to look at one place: the sum
 *     of each viewer's {@link Blur#agreement()}
 */
@SuppressWarnings("ArrayRecordComponent")
public record GazeSlice(int index, byte[] cells, long agreement) {

    /** Parts of a viewer per square width of the picture in which {@code agreement} counts. */
    public static final int AGREEMENT_SCALE = 1 << 16;

    /** Tells each cell that is not 0. */
    public void forEachCell(CellSink sink) {
        CellCodec.decode(cells, sink);
    }
}
