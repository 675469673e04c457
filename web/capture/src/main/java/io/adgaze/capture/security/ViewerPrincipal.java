package io.adgaze.capture.security;

import java.io.Serializable;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * A signed-in viewer, with an account or as a guest.
 *
 * @param viewerId no name and no address, since sessions are stored
 */
public record ViewerPrincipal(UUID viewerId) implements AuthenticatedPrincipal, Serializable {

    @Override
    public String getName() {
        return viewerId.toString();
    }
}
