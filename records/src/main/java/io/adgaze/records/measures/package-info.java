/**
 * How each measure is defined: its parameters with unit and source, and the words that describe it.
 *
 * <p>What measures (models, operators) and what tells how it was measured (reports, the user
 * documentation) take them from here, so that the two cannot differ. {@code
 * MeasuresDocumentationTest} holds the documentation against them. A change of a definition changes
 * {@link io.adgaze.records.Versions#METRIC}, one of the vision's thresholds {@link
 * io.adgaze.records.Versions#MODEL}.
 */
@NullMarked
package io.adgaze.records.measures;

import org.jspecify.annotations.NullMarked;
