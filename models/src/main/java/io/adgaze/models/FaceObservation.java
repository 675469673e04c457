package io.adgaze.models;

import io.adgaze.records.InvalidReason;
import org.jspecify.annotations.Nullable;

/**
 * What one frame shows of the viewer.
 *
 * @param track the state for the next frame
 * @param landmarks the viewer's face; null when there is none
 * @param confidence the mesh's score, 0..1; 0 when there is no face
 * @param invalidReason why the frame is not to be used; null when it is valid
 */
public record FaceObservation(
        FaceTrack track,
        @Nullable FaceLandmarks landmarks,
        float confidence,
        @Nullable InvalidReason invalidReason) {}
