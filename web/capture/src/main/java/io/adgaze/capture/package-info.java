/**
 * The viewer's side: a person opens an invitation, consents, calibrates and watches an ad while the
 * webcam records; the recording lands with a manifest that the job takes. Names and addresses live
 * in this server's database alone.
 */
@NullMarked
package io.adgaze.capture;

import org.jspecify.annotations.NullMarked;
