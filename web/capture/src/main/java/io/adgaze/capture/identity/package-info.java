/** Ids and secrets that nobody can guess. */
@NullMarked
package io.adgaze.capture.identity;

import org.jspecify.annotations.NullMarked;
