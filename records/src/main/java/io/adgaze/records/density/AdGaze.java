package io.adgaze.records.density;

import java.util.List;

/**
 * Where an ad's viewers look: what its heatmap is drawn from, however many they are.
 *
 * @param slices those with gaze that a moment rests on, by index
 * @param moments those at which enough viewers have gaze, by index
 */
public record AdGaze(List<GazeSlice> slices, List<GazeMoment> moments) {

    /** Of an ad whose gaze may not be shown, or is not to be drawn. */
    public static final AdGaze NONE = new AdGaze(List.of(), List.of());
}
