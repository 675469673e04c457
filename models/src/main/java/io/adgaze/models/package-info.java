/**
 * The vision: faces, expressions, gaze, blinks, age and gender from single frames.
 *
 * <p>Networks run in DJL's PyTorch engine, one torch thread each call; pictures are OpenCV's {@code
 * Mat}, BGR with 8 bits a channel. What must be remembered from frame to frame is a record that the
 * caller keeps ({@link io.adgaze.models.FaceTrack}, {@link io.adgaze.models.BlinkTrack}, …), so
 * that a result depends on nothing else. No class here knows of Flink, and none computes an
 * identity.
 */
@NullMarked
package io.adgaze.models;

import org.jspecify.annotations.NullMarked;
