package io.adgaze.capture.journey;

/** Somebody came to a page of the journey without an invitation, or long after it. */
final class NoVisitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoVisitException() {
        super("This browser has opened no invitation");
    }
}
