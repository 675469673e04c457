package io.adgaze.capture.viewers;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who watches.
 *
 * @param viewerId known to this server alone
 * @param email null for a guest
 * @param emailVerified whether the address is known to be theirs
 */
public record Viewer(UUID viewerId, @Nullable String email, boolean emailVerified) {

    /** Whether there is no account. */
    public boolean isGuest() {
        return email == null;
    }
}
