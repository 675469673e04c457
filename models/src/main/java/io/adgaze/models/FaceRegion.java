package io.adgaze.models;

/**
 * A square of the frame around a face, turned with it.
 *
 * @param centreXPx its centre
 * @param centreYPx its centre
 * @param sizePx its side
 * @param rollRad how far it is turned in the picture, clockwise positive
 */
public record FaceRegion(float centreXPx, float centreYPx, float sizePx, float rollRad) {

    /** How much larger than the face the mesh expects its input to be (MediaPipe's face mesh). */
    private static final float MESH_MARGIN = 1.5f;

    /** The region that the mesh expects around a detected face. */
    public static FaceRegion around(FaceBox box) {
        float side = Math.max(box.rightPx() - box.leftPx(), box.bottomPx() - box.topPx());
        return new FaceRegion(
                (box.leftPx() + box.rightPx()) / 2,
                (box.topPx() + box.bottomPx()) / 2,
                side * MESH_MARGIN,
                box.rollRad());
    }

    /** The region that the mesh expects around a face found in the previous frame. */
    public static FaceRegion around(FaceLandmarks face) {
        return tightAround(face).scaled(MESH_MARGIN);
    }

    /** The smallest such square that holds the face's surface, upright by the eyes' corners. */
    static FaceRegion tightAround(FaceLandmarks face) {
        double roll = face.rollRad();
        double cos = Math.cos(roll);
        double sin = Math.sin(roll);
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < FaceLandmarks.SURFACE_COUNT; i++) {
            double along = cos * face.x(i) + sin * face.y(i);
            double across = cos * face.y(i) - sin * face.x(i);
            left = Math.min(left, along);
            right = Math.max(right, along);
            top = Math.min(top, across);
            bottom = Math.max(bottom, across);
        }
        double along = (left + right) / 2;
        double across = (top + bottom) / 2;
        return new FaceRegion(
                (float) (cos * along - sin * across),
                (float) (sin * along + cos * across),
                (float) Math.max(right - left, bottom - top),
                (float) roll);
    }

    /** The same place, {@code factor} times as large. */
    FaceRegion scaled(float factor) {
        return new FaceRegion(centreXPx, centreYPx, sizePx * factor, rollRad);
    }

    /** The same square, moved toward the forehead by {@code share} of its side. */
    FaceRegion raised(float share) {
        return new FaceRegion(
                (float) (centreXPx + Math.sin(rollRad) * share * sizePx),
                (float) (centreYPx - Math.cos(rollRad) * share * sizePx),
                sizePx,
                rollRad);
    }
}
