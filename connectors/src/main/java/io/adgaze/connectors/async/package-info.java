/** Work of operators that must not hold up the task's thread. */
@NullMarked
package io.adgaze.connectors.async;

import org.jspecify.annotations.NullMarked;
