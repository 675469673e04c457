package io.adgaze.operators.frames;

import io.adgaze.models.GazeFeatures;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * A frame as {@link GazeOperator} sees it before the screen point is known: the last that is drawn
 * from the pixels. It holds a picture of the eyes, so it lives in the operator's memory only.
 *
 * @param measured all but gaze and attention
 * @param eyesClosed whether the lids hide the iris
 * @param irisXNorm iris off the middle of the eye, positive to the viewer's own right
 * @param features null where no screen point can come of the frame
 */
@TypeInfo(InChainType.Factory.class)
record GazeFrame(
        MeasuredFrame measured,
        boolean eyesClosed,
        float irisXNorm,
        @Nullable GazeFeatures features) {

    long recordingMs() {
        return measured.recordingMs();
    }
}
