package io.adgaze.connectors.landing;

import java.io.Serializable;

/**
 * What manifests are checked against.
 *
 * @param adsUri where the ads lie, as {@code <adsUri>/<ad_id>.mp4}
 * @param withdrawalsUri where withdrawals lie, without a slash at its end
 * @param maxRecordingBytes a session whose recordings have more than this together is rejected
 */
public record LandingOptions(String adsUri, String withdrawalsUri, long maxRecordingBytes)
        implements Serializable {}
