package io.adgaze.reports.heatmap;

/** An ad's video that cannot be decoded, or not be made into a heatmap; the message says why. */
public final class UnreadableAdException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableAdException(String message) {
        super(message);
    }
}
