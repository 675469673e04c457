package io.adgaze.records.density;

/**
 * Where one viewer looked, in fixed point: what they add to an ad's density. Holds no identifier.
 *
 * @param slices each point's slice, ascending
 * @param x each point's horizontal place, in {@code 1/}{@value #PLACE_SCALE} widths of the picture
 * @param y its vertical place, in as many parts of a height
 * @param error the viewer's gaze error, in {@code 1/}{@value #ERROR_SCALE} widths of the picture
 */
@SuppressWarnings("ArrayRecordComponent")
public record ViewerGaze(int[] slices, short[] x, short[] y, int error) {

    /** Of a place, which lies between -10 and 11. */
    public static final int PLACE_SCALE = 1 << 11;

    /** Of a gaze error, which lies between 0 and 10. */
    public static final int ERROR_SCALE = 1 << 16;

    /** How their places are blurred. */
    public Blur blur() {
        return Blur.ofError((double) error / ERROR_SCALE);
    }

    /** How many points there are. */
    public int size() {
        return slices.length;
    }

    /** Where the points of the slice end that begins with point {@code from}. */
    public int endOfSlice(int from) {
        int end = from;
        while (end < slices.length && slices[end] == slices[from]) {
            end++;
        }
        return end;
    }
}
