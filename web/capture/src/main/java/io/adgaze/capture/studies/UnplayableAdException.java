package io.adgaze.capture.studies;

/** What was uploaded as an ad is none that browsers play and the job reads. */
public final class UnplayableAdException extends Exception {

    private static final long serialVersionUID = 1L;

    UnplayableAdException(String message) {
        super(message);
    }

    UnplayableAdException(String message, Throwable cause) {
        super(message, cause);
    }
}
