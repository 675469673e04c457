/** What a viewer may see and do with what was recorded of them. */
@NullMarked
package io.adgaze.capture.mydata;

import org.jspecify.annotations.NullMarked;
