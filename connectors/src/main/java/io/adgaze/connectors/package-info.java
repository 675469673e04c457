/**
 * The edges: where recordings come in and figures go out.
 *
 * <ul>
 *   <li>{@link io.adgaze.storage}: objects in S3 or in a folder
 *   <li>{@link io.adgaze.connectors.landing}: word of landed objects, and the sessions that they
 *       commit
 *   <li>{@link io.adgaze.connectors.tables}: Parquet tables and the rejected sink
 *   <li>{@link io.adgaze.connectors.exports}: what advertisers receive of an ad
 *   <li>{@link io.adgaze.records.json}: how JSON is read and written
 *   <li>{@link io.adgaze.connectors.async}: work off the task thread
 *   <li>{@link io.adgaze.connectors.metrics}: how they report on themselves
 * </ul>
 */
@NullMarked
package io.adgaze.connectors;

import org.jspecify.annotations.NullMarked;
