package io.adgaze.capture.passkeys;

/** A passkey that cannot be verified, or is not to be had. */
final class PasskeyRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PasskeyRefusedException(String message) {
        super(message);
    }

    PasskeyRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
