package io.adgaze.connectors.erasure;

import java.util.List;

/**
 * What one subtask has found when it looked through its part again.
 *
 * @param beganAtMs when it came to know the withdrawals; it has not looked for later ones
 * @param left withdrawals of which something is left
 * @param unreadableN objects that it could not look into
 */
public record LookedThrough(long beganAtMs, List<String> left, int unreadableN) {}
