/**
 * The studio in real browsers.
 *
 * <p>A viewer's camera is one of the project's generated recordings, or the ad's own picture: a
 * mirror, whose recording tells what the clocks are worth.
 */
@NullMarked
package io.adgaze.capture.browser;

import org.jspecify.annotations.NullMarked;
