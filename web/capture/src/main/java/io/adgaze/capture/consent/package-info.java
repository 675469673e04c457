/** What a viewer is told before they agree, and what they agreed to. */
@NullMarked
package io.adgaze.capture.consent;

import org.jspecify.annotations.NullMarked;
