/**
 * An ad's gaze as sums: how many viewers looked where in each tenth of a second, kept so coarsely
 * and so exactly that viewers can be added, taken out and merged in any order.
 */
@NullMarked
package io.adgaze.records.density;

import org.jspecify.annotations.NullMarked;
