/**
 * The chain from a recording to measured frames: one operator after another on one thread.
 *
 * <p>{@link io.adgaze.operators.frames.FrameReader} decodes a frame and owns its pixels; each
 * operator behind it looks at them and adds what it found; {@link
 * io.adgaze.operators.frames.GazeOperator} is the last to see them.
 *
 * <p><b>No picture of a viewer, or of a part of one, leaves this chain.</b> Not to another process,
 * not into state, and so not into a checkpoint or a savepoint; the small pictures of the eyes that
 * gaze is estimated from ({@link io.adgaze.models.GazeFeatures}) are such, and so are sums and
 * means of them. Fitted weights are not. It is held by this:
 *
 * <ul>
 *   <li>the types that carry pixels refuse to be written ({@link
 *       io.adgaze.operators.frames.InChainType}), and the job allows no types that Flink would hand
 *       to Kryo;
 *   <li>frames that wait for the end of a calibration wait in memory. A restart meanwhile reads
 *       their session again from its start, which {@link
 *       io.adgaze.operators.frames.SessionFrame.Start} announces;
 *   <li>a test walks each type that the job has on an edge or in a savepoint, and knows each array
 *       of numbers among them by its reason.
 * </ul>
 */
@NullMarked
package io.adgaze.operators.frames;

import org.jspecify.annotations.NullMarked;
