package io.adgaze.connectors.landing;

import io.adgaze.records.LandedObject;
import io.adgaze.records.Rejection;

/**
 * What a message about the landing bucket says: an object landed, or that it could not be read.
 *
 * @param object null when the message could not be read
 * @param rejection null when it could
 */
public record LandingEvent(LandedObject object, Rejection rejection) {

    static LandingEvent landed(LandedObject object) {
        return new LandingEvent(object, null);
    }

    static LandingEvent rejected(Rejection rejection) {
        return new LandingEvent(null, rejection);
    }

    /** Whether an object landed. */
    public boolean isLanded() {
        return object != null;
    }
}
