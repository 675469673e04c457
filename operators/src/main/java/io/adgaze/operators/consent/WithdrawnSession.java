package io.adgaze.operators.consent;

/**
 * Word to whoever may be reading a session that it is withdrawn.
 *
 * @param sessionId the session
 */
public record WithdrawnSession(String sessionId) {}
