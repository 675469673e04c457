package io.adgaze.records;

import java.util.Locale;

/** Why a landed session, or a part of it, was not measured. */
public enum RejectReason {
    MANIFEST_INVALID,
    MANIFEST_MISSING,
    CONSENT_MISSING,
    RECORDING_MISSING,
    RECORDING_UNREADABLE,
    /** What was readable is still processed. */
    RECORDING_TRUNCATED,
    AD_MISSING,
    TOO_LARGE,
    DUPLICATE_SESSION,
    CONSENT_WITHDRAWN,
    WITHDRAWAL_INVALID;

    /** The code as published, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
