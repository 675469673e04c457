/**
 * The chain from a recording to measured frames: one operator after another on one thread.
 *
 * <p>{@link io.adgaze.operators.frames.FrameSplitter} decodes a frame and owns its pixels; each
 * operator behind it looks at them and adds what it found; {@link
 * io.adgaze.operators.frames.GazeOperator} is the last to see them. Pixels are never serialised:
 * the types that carry them refuse it ({@link io.adgaze.operators.frames.InChainType}).
 */
package io.adgaze.operators.frames;
