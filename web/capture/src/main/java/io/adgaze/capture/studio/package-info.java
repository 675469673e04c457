/** What the studio, the page that records, asks of the server. */
@NullMarked
package io.adgaze.capture.studio;

import org.jspecify.annotations.NullMarked;
