/** A viewer's way through a study, stage by stage. */
@NullMarked
package io.adgaze.capture.sessions;

import org.jspecify.annotations.NullMarked;
