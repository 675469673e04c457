/**
 * How operators report on themselves: all in the group {@code adgaze}, in snake case, with the unit
 * in the name. Labels are bounded: never a session, never a viewer.
 */
package io.adgaze.operators.metrics;
