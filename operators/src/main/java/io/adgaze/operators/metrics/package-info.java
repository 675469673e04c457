/**
 * How operators report on themselves: all in the group {@code adgaze}, in snake case, with the unit
 * in the name. Labels are bounded: never a session, never a viewer.
 */
@NullMarked
package io.adgaze.operators.metrics;

import org.jspecify.annotations.NullMarked;
