package io.adgaze.storage;

import java.io.IOException;

/**
 * The store answered, and will answer so again until somebody changes the settings, the rights or
 * what is asked: no such bucket, wrong credentials or region, a missing right, a faulty request.
 * Other failures of a store (no answer, an error of its own, throttling) may pass.
 */
public final class StoreRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    StoreRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
