package io.adgaze.connectors.erasure;

/**
 * A session in the landing prefix that is withdrawn.
 *
 * @param withdrawalId by which
 * @param sessionId the session
 * @param folderUri its folder, ending in a slash
 */
public record WithdrawnFolder(String withdrawalId, String sessionId, String folderUri) {}
