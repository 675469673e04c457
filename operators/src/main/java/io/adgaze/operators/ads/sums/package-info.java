/**
 * An ad as sums of what its viewers contribute, in integers: they add up and subtract exactly, in
 * any order and from any number of parts.
 */
@NullMarked
package io.adgaze.operators.ads.sums;

import org.jspecify.annotations.NullMarked;
