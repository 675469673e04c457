/**
 * How the edges report on themselves: all in the group {@code adgaze}, in snake case, with the unit
 * in the name.
 */
package io.adgaze.connectors.metrics;
