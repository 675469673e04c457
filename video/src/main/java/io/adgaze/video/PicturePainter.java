package io.adgaze.video;

/** Paints over a video's pictures while the video is copied. */
public interface PicturePainter extends AutoCloseable {

    /** Makes the painter for a video whose form has become known; the copying closes it. */
    @FunctionalInterface
    interface Factory {
        PicturePainter create(PictureFormat format);
    }

    /** Paints on a picture in place; what is not touched stays the video's own. */
    void paint(YuvPicture picture);

    @Override
    void close();
}
