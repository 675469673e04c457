/** A log of what was done, without personal data. */
@NullMarked
package io.adgaze.capture.audit;

import org.jspecify.annotations.NullMarked;
