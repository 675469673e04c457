/** JSON, in and out. */
@NullMarked
package io.adgaze.records.json;

import org.jspecify.annotations.NullMarked;
