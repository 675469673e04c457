package io.adgaze.video;

import org.jspecify.annotations.Nullable;

/**
 * What was transcoded.
 *
 * @param pictures pictures of the video, each painted on
 * @param damagedPictures pictures of the video that were damaged: missing, or patched up
 * @param soundMissingBecause why the copy lacks the video's sound; null where it does not, or where
 *     the video has none
 */
public record TranscodedVideo(
        long pictures, int damagedPictures, @Nullable String soundMissingBecause) {

    TranscodedVideo withoutSound(String because) {
        return new TranscodedVideo(pictures, damagedPictures, because);
    }
}
