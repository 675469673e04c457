/** Recordings on their way from a browser to where they land. */
@NullMarked
package io.adgaze.capture.uploads;

import org.jspecify.annotations.NullMarked;
