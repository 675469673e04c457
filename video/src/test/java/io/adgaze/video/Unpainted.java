package io.adgaze.video;

/** Paints nothing. */
record Unpainted(PictureFormat format) implements PicturePainter {

    @Override
    public void paint(YuvPicture picture) {}

    @Override
    public void close() {}
}
