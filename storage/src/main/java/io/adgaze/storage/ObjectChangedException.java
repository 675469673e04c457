package io.adgaze.storage;

import io.adgaze.records.ObjectRef;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/**
 * An object is no longer the version that was announced: overwritten or deleted meanwhile. Unlike
 * other failures of a store it does not pass, so it is told apart by its type.
 */
public final class ObjectChangedException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    ObjectChangedException(ObjectRef ref, String now, @Nullable Throwable cause) {
        super(
                ref.uri(),
                null,
                "changed while it was read: version "
                        + ref.version()
                        + " was announced, "
                        + now
                        + ". Landed objects must not be rewritten: land the session again under a"
                        + " new session id.");
        initCause(cause);
    }
}
