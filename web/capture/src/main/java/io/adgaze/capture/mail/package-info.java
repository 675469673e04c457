/** Mails to viewers and operators. */
@NullMarked
package io.adgaze.capture.mail;

import org.jspecify.annotations.NullMarked;
