package io.adgaze.models;

/**
 * One eye of a face: its corners as they lie in the picture, its iris and its lids.
 *
 * <p>Lengths are in eye widths, from the middle between the corners: along their line to the right,
 * and across it downward.
 */
record Eye(
        float centreXPx,
        float centreYPx,
        float widthPx,
        double rollRad,
        float irisAlong,
        float irisAcross,
        float upperLidAcross,
        float lowerLidAcross,
        float aspect) {

    /**
     * The landmarks of an eye; left and right as they lie in the picture.
     *
     * @param upperLid the middle of the lid, as {@code lowerLid} below it
     * @param upperA one of two further points of the lid, each above the one of its letter
     */
    private record Points(
            int leftCorner,
            int rightCorner,
            int iris,
            int upperLid,
            int lowerLid,
            int upperA,
            int lowerA,
            int upperB,
            int lowerB) {}

    private static final Points RIGHT =
            new Points(33, 133, FaceLandmarks.RIGHT_IRIS, 159, 145, 160, 144, 158, 153);

    private static final Points LEFT =
            new Points(362, 263, FaceLandmarks.LEFT_IRIS, 386, 374, 385, 380, 387, 373);

    /** The viewer's own right eye. */
    static Eye right(FaceLandmarks face) {
        return of(face, RIGHT);
    }

    /** The viewer's own left eye. */
    static Eye left(FaceLandmarks face) {
        return of(face, LEFT);
    }

    private static Eye of(FaceLandmarks face, Points points) {
        float dx = face.x(points.rightCorner()) - face.x(points.leftCorner());
        float dy = face.y(points.rightCorner()) - face.y(points.leftCorner());
        float width = (float) Math.hypot(dx, dy);
        float centreX = (face.x(points.leftCorner()) + face.x(points.rightCorner())) / 2;
        float centreY = (face.y(points.leftCorner()) + face.y(points.rightCorner())) / 2;
        float alongX = dx / (width * width);
        float alongY = dy / (width * width);
        float irisX = face.x(points.iris()) - centreX;
        float irisY = face.y(points.iris()) - centreY;
        float upperX = face.x(points.upperLid()) - centreX;
        float upperY = face.y(points.upperLid()) - centreY;
        float lowerX = face.x(points.lowerLid()) - centreX;
        float lowerY = face.y(points.lowerLid()) - centreY;
        return new Eye(
                centreX,
                centreY,
                width,
                Math.atan2(dy, dx),
                irisX * alongX + irisY * alongY,
                irisY * alongX - irisX * alongY,
                upperY * alongX - upperX * alongY,
                lowerY * alongX - lowerX * alongY,
                aspect(face, points, width));
    }

    /** Eye aspect ratio: mean height at two places over width (Soukupova and Cech 2016). */
    private static float aspect(FaceLandmarks face, Points points, float width) {
        float heights =
                face.distancePx(points.upperA(), points.lowerA())
                        + face.distancePx(points.upperB(), points.lowerB());
        return heights / (2 * width);
    }
}
