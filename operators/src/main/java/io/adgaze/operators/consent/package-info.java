/** Consent that was taken back: whom and what it reaches, before and after measuring. */
@NullMarked
package io.adgaze.operators.consent;

import org.jspecify.annotations.NullMarked;
