package io.adgaze.capture.uploads;

import java.io.IOException;

/** A part has more or fewer bytes than were signed for. */
final class PartLengthException extends IOException {

    private static final long serialVersionUID = 1L;

    PartLengthException() {
        super("The part does not have the length that was signed for");
    }
}
