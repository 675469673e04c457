/** From an ad's sums to what is published of it: figures over viewers, none over too few. */
@NullMarked
package io.adgaze.operators.ads.reports;

import org.jspecify.annotations.NullMarked;
