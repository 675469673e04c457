/**
 * How good and how fast the models are, on labelled data that does not ship, through the classes
 * that the job uses: {@code models/evaluate}.
 *
 * <p>A section of the report is a class here: it reads its part of the data, and gives a record
 * that becomes its part of {@code evaluation.json} and describes itself for {@code evaluation.md}.
 * The protocols are fixed: whatever can be chosen was chosen before the score is taken.
 */
package io.adgaze.models.evaluation;
