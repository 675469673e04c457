/**
 * Landing: word of landed objects, from a listing or from S3 events through Kafka, and the
 * manifests that commit sessions; and likewise withdrawals, of which no viewer's key goes into a
 * log, a message or a listing's state.
 *
 * <p>Whatever is wrong with an input becomes a {@link io.adgaze.records.Rejection}; whatever is
 * wrong with the store is an {@link java.io.IOException}, retried and then the job's failure, never
 * the session's fault.
 */
@NullMarked
package io.adgaze.connectors.landing;

import org.jspecify.annotations.NullMarked;
