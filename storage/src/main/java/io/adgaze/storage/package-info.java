/**
 * Objects in S3 or in a folder, behind one interface.
 *
 * <p>{@link io.adgaze.storage.ObjectStores} is the one place that knows endpoint, region,
 * addressing and credentials; it reads the keys of Flink's own S3 filesystem, so that recordings,
 * exports, tables and checkpoints are always reached in the same way.
 */
package io.adgaze.storage;
