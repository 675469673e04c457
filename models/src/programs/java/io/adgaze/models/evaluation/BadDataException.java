package io.adgaze.models.evaluation;

import java.io.IOException;
import java.nio.file.Path;

/** A file of the evaluation's data that cannot be used; the message names it. */
final class BadDataException extends IOException {

    private static final long serialVersionUID = 1L;

    BadDataException(Path file, String fault) {
        super(file + ": " + fault);
    }

    BadDataException(Path file, String fault, Throwable cause) {
        super(file + ": " + fault, cause);
    }
}
