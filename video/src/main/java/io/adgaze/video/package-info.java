/**
 * Recordings in, frames out: FFmpeg behind a seekable stream of ours, within limits.
 *
 * <p>Nothing here opens a URL, decodes audio or keeps a picture.
 *
 * <p>FFmpeg calls back into these classes, which holds their class loader for as long as the
 * process lives: on a Flink cluster this module belongs into {@code lib/}, beside the natives, not
 * into the job's own jar.
 */
package io.adgaze.video;
