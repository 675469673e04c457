/** Studies, and the invitations by which viewers come to them. */
@NullMarked
package io.adgaze.capture.studies;

import org.jspecify.annotations.NullMarked;
