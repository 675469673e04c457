package io.adgaze.operators.landing;

import io.adgaze.records.LandedObject;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.SessionPath;
import java.time.Instant;

/** Manifests that landed where no session lies; they would otherwise be passed over in silence. */
public final class StrayManifests {

    private StrayManifests() {}

    /** Whether {@code landed} is a manifest outside the landing layout. */
    public static boolean isStray(LandedObject landed) {
        return landed.isManifest() && SessionPath.parse(landed.uri()).isEmpty();
    }

    /** The rejection of a stray manifest. */
    public static Rejection reject(LandedObject stray) {
        String message =
                stray.uri()
                        + " lies outside the landing layout. Land sessions as"
                        + " ad_id=<ad_id>/session=<session_id>/manifest.json, ids being 1-128 of"
                        + " letters, digits, '.', '_' and '-' that do not start with a dot.";
        return new Rejection(
                stray.uri(), null, RejectReason.MANIFEST_INVALID, message, Instant.now());
    }
}
