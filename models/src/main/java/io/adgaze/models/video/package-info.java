/**
 * Recordings in, frames out: FFmpeg behind a seekable stream of ours, within limits.
 *
 * <p>Nothing here opens a URL, decodes audio or keeps a picture.
 */
package io.adgaze.models.video;
