/**
 * Objects in S3 or in a folder, behind one interface, and uploads by browsers straight to S3.
 *
 * <p>{@link io.adgaze.storage.S3Settings} reads the keys of Flink's own S3 filesystem, so that
 * recordings, exports, tables and checkpoints are always reached in the same way; {@code S3Clients}
 * is the one place that turns them into the AWS SDK's settings. Nothing of the SDK leaves this
 * package.
 */
@NullMarked
package io.adgaze.storage;

import org.jspecify.annotations.NullMarked;
