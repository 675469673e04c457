/** What whoever runs the server decides: addresses, places, limits. */
@NullMarked
package io.adgaze.capture.settings;

import org.jspecify.annotations.NullMarked;
