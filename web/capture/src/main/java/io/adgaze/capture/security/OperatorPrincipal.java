package io.adgaze.capture.security;

import java.io.Serializable;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * A signed-in operator.
 *
 * @param operatorId no name and no address, since sessions are stored
 */
public record OperatorPrincipal(UUID operatorId) implements AuthenticatedPrincipal, Serializable {

    @Override
    public String getName() {
        return operatorId.toString();
    }
}
