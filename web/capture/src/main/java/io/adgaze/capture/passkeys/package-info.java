/** Passkeys: made, used and removed by their viewers, with Spring Security's WebAuthn. */
@NullMarked
package io.adgaze.capture.passkeys;

import org.jspecify.annotations.NullMarked;
