package io.adgaze.records;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the viewer agreed to.
 *
 * @param id the consent's own identifier
 * @param purposes what may be computed; never empty
 * @param grantedAt UTC wall clock at which it was given; null where the manifest does not say, as
 *     in savepoints of before
 */
public record Consent(String id, Set<Purpose> purposes, @Nullable Instant grantedAt) {

    /** Whether {@code purpose} may be computed. */
    public boolean allows(Purpose purpose) {
        return purposes.contains(purpose);
    }
}
