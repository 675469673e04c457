package io.adgaze.video;

/**
 * What was transcoded.
 *
 * @param pictures pictures of the video, each painted on
 * @param damagedPictures pictures of the video that were damaged: missing, or patched up
 */
public record TranscodedVideo(long pictures, int damagedPictures) {}
