package io.adgaze.capture.serve;

/** Why nothing was started, and what to do, for whoever typed the command. */
final class CannotServeException extends Exception {

    private static final long serialVersionUID = 1L;

    CannotServeException(String message) {
        super(message);
    }
}
