/** Viewers with an account and guests, and the pseudonyms under which studies know them. */
@NullMarked
package io.adgaze.capture.viewers;

import org.jspecify.annotations.NullMarked;
