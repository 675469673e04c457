/** The pages that a viewer goes through. */
@NullMarked
package io.adgaze.capture.journey;

import org.jspecify.annotations.NullMarked;
