package io.adgaze.records.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.records.GazeTrack;
import io.adgaze.records.measures.FigureRanges;
import io.adgaze.records.measures.HeatmapParameters;
import org.junit.jupiter.api.Test;

class ViewerGazeTest {

    @Test
    void pointsAreByTimeThoughTheViewerSoughtBack() {
        ViewerGaze gaze =
                new GazeTrack(
                                new int[] {2_050, 2_150, 0, 99, -1},
                                new float[] {0.5f, 0.25f, 1, 0, 0.125f},
                                new float[] {0, 0.5f, 0.25f, 1, 0.75f},
                                0.08f)
                        .inFixedPoint();

        int scale = ViewerGaze.PLACE_SCALE;
        assertThat(gaze.slices()).containsExactly(-1, 0, 0, 20, 21);
        assertThat(gaze.x())
                .containsExactly(
                        (short) (scale / 8),
                        (short) scale,
                        (short) 0,
                        (short) (scale / 2),
                        (short) (scale / 4));
        assertThat(gaze.y()[0]).isEqualTo((short) (3 * scale / 4));
    }

    @Test
    void aSliceEndsWhereTheNextBegins() {
        ViewerGaze gaze = new ViewerGaze(new int[] {3, 3, 3, 5, 9}, new short[5], new short[5], 0);

        assertThat(gaze.endOfSlice(0)).isEqualTo(3);
        assertThat(gaze.endOfSlice(3)).isEqualTo(4);
        assertThat(gaze.endOfSlice(4)).isEqualTo(5);
    }

    @Test
    void placesAndErrorsAtTheBoundsOfTheirRangesAreKept() {
        float least = FigureRanges.GAZE_LEAST_NORM;
        float most = FigureRanges.GAZE_MOST_NORM;
        GazeTrack track =
                new GazeTrack(
                        new int[] {0, 100},
                        new float[] {least, most},
                        new float[] {most, least},
                        FigureRanges.GAZE_ERROR_MOST_NORM);

        ViewerGaze gaze = track.counting().inFixedPoint();

        assertThat((double) gaze.x()[0] / ViewerGaze.PLACE_SCALE).isEqualTo(least);
        assertThat((double) gaze.x()[1] / ViewerGaze.PLACE_SCALE).isEqualTo(most);
        assertThat((double) gaze.y()[0] / ViewerGaze.PLACE_SCALE).isEqualTo(most);
        assertThat(gaze.blur().sigmaNorm()).isEqualTo(HeatmapParameters.MAX_SIGMA_NORM);
    }

    @Test
    void blursAsWideAsTheErrorIs() {
        GazeTrack track =
                new GazeTrack(new int[1], new float[] {0.5f}, new float[] {0.5f}, 0.0837f);

        assertThat(track.inFixedPoint().blur().sigmaNorm())
                .isCloseTo(HeatmapParameters.sigmaNorm(0.0837), within(1e-5));
    }
}
