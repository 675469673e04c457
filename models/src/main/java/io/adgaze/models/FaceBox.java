package io.adgaze.models;

/**
 * A detected face.
 *
 * @param score the detector's confidence, 0..1
 * @param leftPx left edge
 * @param topPx top edge
 * @param rightPx right edge
 * @param bottomPx bottom edge
 * @param rollRad how far the line between the eyes is turned in the picture, clockwise positive
 */
public record FaceBox(
        float score, float leftPx, float topPx, float rightPx, float bottomPx, float rollRad) {

    /** Width times height, square pixels. */
    public float areaPx() {
        return Math.max(0, rightPx - leftPx) * Math.max(0, bottomPx - topPx);
    }

    /** Intersection over union with {@code other}, 0..1. */
    public float overlap(FaceBox other) {
        float width = Math.min(rightPx, other.rightPx) - Math.max(leftPx, other.leftPx);
        float height = Math.min(bottomPx, other.bottomPx) - Math.max(topPx, other.topPx);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        float intersection = width * height;
        return intersection / (areaPx() + other.areaPx() - intersection);
    }

    /**
     * Where this lies once the picture is turned upside down.
     *
     * @param width the picture's width, px
     * @param height the picture's height, px
     */
    FaceBox upsideDown(int width, int height) {
        return new FaceBox(
                score,
                width - rightPx,
                height - bottomPx,
                width - leftPx,
                height - topPx,
                rollRad > 0 ? rollRad - (float) Math.PI : rollRad + (float) Math.PI);
    }
}
