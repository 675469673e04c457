package io.adgaze.storage;

import java.io.IOException;

/** An object has more bytes than its reader allows. */
public final class ObjectTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    ObjectTooLargeException(String uri, long maxBytes) {
        super(uri + " is larger than the " + maxBytes + " bytes allowed here");
    }
}
