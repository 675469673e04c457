/** Programs that print how good and how fast the models are, on data that is not shipped. */
package io.adgaze.models.evaluation;
