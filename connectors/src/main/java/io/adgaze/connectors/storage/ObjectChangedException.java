package io.adgaze.connectors.storage;

import io.adgaze.records.ObjectRef;
import java.io.IOException;

/** An object is no longer the version that was announced: overwritten or deleted meanwhile. */
public final class ObjectChangedException extends IOException {

    private static final long serialVersionUID = 1L;

    ObjectChangedException(ObjectRef ref, String now, Throwable cause) {
        super(
                ref.uri()
                        + " changed while it was read: version "
                        + ref.version()
                        + " was announced, "
                        + now
                        + ". Landed objects must not be rewritten: land the session again under a"
                        + " new session id.",
                cause);
    }
}
