package io.adgaze.reports.heatmap;

import io.adgaze.records.density.AdGaze;
import io.adgaze.video.PictureFormat;
import io.adgaze.video.PicturePainter;
import io.adgaze.video.YuvPicture;

/** Paints where an ad's viewers look, and the legend, over the ad's pictures. */
final class HeatmapPainter implements PicturePainter {

    private final GazeDensity density;
    private final Overlay overlay;

    HeatmapPainter(PictureFormat format, AdGaze gaze, int minViewers) {
        density = new GazeDensity(gaze, format.displayAspect());
        overlay = new Overlay(format, minViewers);
    }

    @Override
    public void paint(YuvPicture picture) {
        overlay.draw(picture, density.at(picture.timeMs()));
    }

    @Override
    public void close() {
        overlay.close();
    }
}
