package io.adgaze.reports.heatmap;

import io.adgaze.records.GazeTrack;
import io.adgaze.records.MinimumViewers;
import io.adgaze.video.PictureFormat;
import io.adgaze.video.PicturePainter;
import io.adgaze.video.YuvPicture;
import java.util.List;

/** Paints where an ad's viewers look, and the legend, over the ad's pictures. */
final class HeatmapPainter implements PicturePainter {

    private final GazeDensity density;
    private final Overlay overlay;

    HeatmapPainter(PictureFormat format, List<GazeTrack> gaze, int minViewers) {
        density = new GazeDensity(gaze, format.displayAspect(), new MinimumViewers(minViewers));
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
