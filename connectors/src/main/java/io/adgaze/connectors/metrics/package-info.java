/**
 * How the edges report on themselves: all in the group {@code adgaze}, in snake case, with the unit
 * in the name.
 */
@NullMarked
package io.adgaze.connectors.metrics;

import org.jspecify.annotations.NullMarked;
