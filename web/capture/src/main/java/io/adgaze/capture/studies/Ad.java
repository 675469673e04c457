package io.adgaze.capture.studies;

/**
 * An ad, as it was probed when it was uploaded.
 *
 * @param adId its id in what lands
 * @param contentType {@code video/mp4}
 * @param durationMs length by its container
 * @param widthPx coded width
 * @param heightPx coded height
 */
public record Ad(String adId, String contentType, long durationMs, int widthPx, int heightPx) {

    /** The same ad, for sessions that are not to count. */
    public String testId() {
        return adId + ".test";
    }
}
