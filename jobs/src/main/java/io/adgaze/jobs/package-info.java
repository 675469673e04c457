/**
 * The assembly: the engagement job, its options, and an embedded Flink to run it without a cluster.
 * Nothing but wiring.
 */
@NullMarked
package io.adgaze.jobs;

import org.jspecify.annotations.NullMarked;
