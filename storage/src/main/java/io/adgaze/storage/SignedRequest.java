package io.adgaze.storage;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * An HTTP PUT that whoever holds it may send, with no other credentials.
 *
 * @param url as signed; not to be logged, since it is a credential while it lasts
 * @param headers to be sent as they stand. {@code Host} and {@code Content-Length}, which are
 *     signed too, are not among them: each HTTP client sets them itself, and browsers let nobody
 *     else do so
 * @param expiresAt when the store begins to refuse it
 */
public record SignedRequest(URI url, Map<String, String> headers, Instant expiresAt) {

    /** Without the signature. */
    @Override
    public String toString() {
        return "SignedRequest[" + url.getHost() + url.getRawPath() + " until " + expiresAt + "]";
    }
}
