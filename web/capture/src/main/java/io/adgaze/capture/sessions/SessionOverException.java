package io.adgaze.capture.sessions;

/** A session that has landed, was withdrawn or was given up takes nothing more. */
public final class SessionOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SessionOverException() {
        super("This session is over");
    }
}
