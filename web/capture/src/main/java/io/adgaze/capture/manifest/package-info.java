/** The manifest that commits a session. */
@NullMarked
package io.adgaze.capture.manifest;

import org.jspecify.annotations.NullMarked;
