/**
 * From a session's measured frames to its ad seconds.
 *
 * <p>Ad seconds are not event time: each session has its own ad clock, and a viewer may pause, seek
 * back and watch a second twice. A session's seconds are therefore closed together, by the end of
 * its recording.
 */
@NullMarked
package io.adgaze.operators.seconds;

import org.jspecify.annotations.NullMarked;
