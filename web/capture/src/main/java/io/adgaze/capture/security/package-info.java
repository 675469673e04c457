/** Who may do what, and how often. */
@NullMarked
package io.adgaze.capture.security;

import org.jspecify.annotations.NullMarked;
