package io.adgaze.records;

import java.util.Set;

/**
 * What the viewer agreed to.
 *
 * @param id the consent's own identifier
 * @param purposes what may be computed; never empty
 */
public record Consent(String id, Set<Purpose> purposes) {

    /** Whether {@code purpose} may be computed. */
    public boolean allows(Purpose purpose) {
        return purposes.contains(purpose);
    }
}
