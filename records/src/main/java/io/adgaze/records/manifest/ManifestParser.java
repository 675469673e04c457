package io.adgaze.records.manifest;

import io.adgaze.records.RejectReason;
import io.adgaze.records.RejectedException;
import io.adgaze.records.json.JsonFaultException;
import io.adgaze.records.json.StrictJson;

/**
 * Reads {@code manifest.json}. Whatever the bytes are, they end as a manifest or as a rejection.
 */
final class ManifestParser {

    private static final StrictJson<Manifest> JSON = new StrictJson<>(Manifest.class);

    private ManifestParser() {}

    static Manifest parse(byte[] content, ManifestFaults faults) throws RejectedException {
        try {
            return JSON.read(content);
        } catch (JsonFaultException e) {
            throw faults.of(reason(e), e.fault());
        }
    }

    private static RejectReason reason(JsonFaultException e) {
        return "consent".equals(e.field())
                ? RejectReason.CONSENT_MISSING
                : RejectReason.MANIFEST_INVALID;
    }
}
