package io.adgaze.models;

/**
 * The 478 points of a face: 468 of the surface, then five an iris.
 *
 * <p>"Right" and "left" are the viewer's own; in an unmirrored picture the right eye is on the
 * left.
 *
 * @param xyzPx x, y, z of each point in turn: pixels of the frame, x to the right, y down, z away
 *     from the camera on x's scale; never changed after construction
 * @param score the mesh's confidence that it looks at a face, 0..1
 */
@SuppressWarnings("ArrayRecordComponent")
public record FaceLandmarks(float[] xyzPx, float score) {

    /** Points in all. */
    public static final int COUNT = 478;

    /** Points of the face's surface, which come first. */
    public static final int SURFACE_COUNT = 468;

    static final int FOREHEAD = 10;
    static final int NOSE_TIP = 1;
    static final int CHIN = 152;
    static final int RIGHT_CHEEK = 234;
    static final int LEFT_CHEEK = 454;
    static final int RIGHT_EYE_OUTER = 33;
    static final int RIGHT_EYE_INNER = 133;
    static final int LEFT_EYE_INNER = 362;
    static final int LEFT_EYE_OUTER = 263;
    static final int RIGHT_IRIS = 468;
    static final int LEFT_IRIS = 473;

    /** How far point {@code i} is from the frame's left edge, px. */
    public float x(int i) {
        return xyzPx[3 * i];
    }

    /** How far point {@code i} is below the frame's top edge, px. */
    public float y(int i) {
        return xyzPx[3 * i + 1];
    }

    /** How far point {@code i} is behind the head's centre, on x's scale; negative is nearer. */
    public float z(int i) {
        return xyzPx[3 * i + 2];
    }

    /** Distance of the eyes' outer corners in the picture, px. */
    float eyeSpanPx() {
        return distancePx(RIGHT_EYE_OUTER, LEFT_EYE_OUTER);
    }

    /** How far the line between the outer eye corners is turned in the picture, clockwise. */
    double rollRad() {
        return Math.atan2(
                y(LEFT_EYE_OUTER) - y(RIGHT_EYE_OUTER), x(LEFT_EYE_OUTER) - x(RIGHT_EYE_OUTER));
    }

    /** The upright box around the face's surface. */
    FaceBox bounds() {
        float left = Float.MAX_VALUE;
        float top = Float.MAX_VALUE;
        float right = -Float.MAX_VALUE;
        float bottom = -Float.MAX_VALUE;
        for (int i = 0; i < SURFACE_COUNT; i++) {
            left = Math.min(left, x(i));
            top = Math.min(top, y(i));
            right = Math.max(right, x(i));
            bottom = Math.max(bottom, y(i));
        }
        return new FaceBox(score, left, top, right, bottom, (float) rollRad());
    }

    /** Distance of two points in the picture, px. */
    float distancePx(int i, int j) {
        return (float) Math.hypot(x(i) - x(j), y(i) - y(j));
    }
}
