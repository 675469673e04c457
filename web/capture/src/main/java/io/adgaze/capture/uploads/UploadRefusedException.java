package io.adgaze.capture.uploads;

import java.util.List;

/** An upload that is not taken, and why; trying the same again would not help. */
public final class UploadRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        NO_SUCH_RECORDING,
        ALREADY_COMPLETE,
        TOO_LARGE,
        TOO_MANY,
        PARTS_MISSING
    }

    private final Reason reason;
    private final List<Integer> missing;

    UploadRefusedException(Reason reason, String message) {
        this(reason, message, List.of());
    }

    private UploadRefusedException(Reason reason, String message, List<Integer> missing) {
        super(message);
        this.reason = reason;
        this.missing = missing;
    }

    static UploadRefusedException missing(List<Integer> parts) {
        return new UploadRefusedException(
                Reason.PARTS_MISSING, "The store lacks parts, or has others", List.copyOf(parts));
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** The numbers of the parts that have to be sent again; empty but for missing parts. */
    public List<Integer> missing() {
        return missing;
    }
}
