package io.adgaze.records;

/**
 * A row of {@code fixations}: one stay of a viewer's eyes at one place of the playing ad.
 *
 * <p>Only sessions with calibrated gaze have any. Each component is a column of the same name in
 * snake case; {@code dt} is the partition.
 *
 * @param fixationN its number in the session, from 0, by time
 * @param adMs the ad's media time at its first frame
 * @param recordingMs that frame's time, on the recording's clock
 * @param durationMs from its first frame to its last, on the recording's clock
 * @param xNorm mean of its frames' gaze in the ad's picture, in widths from the left
 * @param yNorm likewise, in heights from the top
 * @param dispersionNorm root mean square distance of its frames' gaze from that mean, in widths of
 *     the ad's picture
 * @param gazeErrorNorm how far the session's gaze is off, in widths of the ad's picture
 */
public record FixationRow(
        String dt,
        String sessionId,
        String viewerKey,
        String adId,
        int fixationN,
        long adMs,
        long recordingMs,
        long durationMs,
        float xNorm,
        float yNorm,
        float dispersionNorm,
        float gazeErrorNorm,
        String metricVersion,
        String modelVersion)
        implements TableRow {}
