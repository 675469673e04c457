package io.adgaze.capture.studio;

/** A session that has landed or was withdrawn takes nothing more. */
final class SessionOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SessionOverException() {
        super("This session is over");
    }
}
