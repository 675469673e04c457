package io.adgaze.connectors.erasure;

import io.adgaze.connectors.tables.ViewerRows;
import java.io.IOException;

/**
 * What tells withdrawn rows and manifests, by the withdrawals that lie there when it is made.
 *
 * @param rows in tables
 * @param manifests in the landing prefix
 */
record Withdrawn(WithdrawnRows rows, WithdrawnManifests manifests) {

    static Withdrawn now(ErasurePlaces places, ErasureStep.Workplace workplace) throws IOException {
        LandedWithdrawals landed = LandedWithdrawals.in(workplace.store(), places.withdrawalsUri());
        ViewerRows tables = new ViewerRows(workplace.store(), workplace.scratch());
        SessionConsents consents = new SessionConsents(places, workplace.store(), tables);
        return new Withdrawn(
                new WithdrawnRows(landed, consents, tables),
                new WithdrawnManifests(landed, workplace.store()));
    }
}
