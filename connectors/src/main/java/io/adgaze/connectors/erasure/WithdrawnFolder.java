package io.adgaze.connectors.erasure;

/**
 * A session in the landing prefix that is withdrawn.
 *
 * @param withdrawalId by which, the earliest
 * @param adId the ad
 * @param sessionId the session
 * @param folderUri its folder, ending in a slash
 */
public record WithdrawnFolder(
        String withdrawalId, String adId, String sessionId, String folderUri) {}
