package io.adgaze.records.manifest;

import io.adgaze.records.RejectReason;
import io.adgaze.records.RejectedException;

/** Words the faults of one session: the input, the reason, the remedy. */
public record ManifestFaults(String manifestUri, String sessionId) {

    private static final String REMEDY =
            ". Correct it and land the session again under a new session id; the form of a"
                    + " manifest is in the landing contract.";

    /** A fault of the manifest itself. */
    public RejectedException of(RejectReason reason, String fault) {
        return new RejectedException(
                reason, manifestUri, sessionId, manifestUri + ": " + fault + REMEDY);
    }

    /** A fault of another object, with its own remedy. */
    public RejectedException of(RejectReason reason, String key, String faultAndRemedy) {
        return new RejectedException(reason, key, sessionId, key + " " + faultAndRemedy);
    }

    void require(boolean holds, String fault) throws RejectedException {
        if (!holds) {
            throw of(RejectReason.MANIFEST_INVALID, fault);
        }
    }
}
