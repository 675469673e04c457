/** From an ad's sessions to its report: figures over viewers, each viewer counted once. */
@NullMarked
package io.adgaze.operators.ads;

import org.jspecify.annotations.NullMarked;
