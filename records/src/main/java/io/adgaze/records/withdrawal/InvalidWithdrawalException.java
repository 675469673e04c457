package io.adgaze.records.withdrawal;

import static java.util.Objects.requireNonNull;

import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import java.time.Instant;

/**
 * A withdrawal that is not of the agreed form, so that it is not known what is withdrawn. Names no
 * viewer.
 */
public final class InvalidWithdrawalException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String object;

    /**
     * @param path where it lies
     * @param fault what is wrong with it; holds no value of it
     */
    public InvalidWithdrawalException(WithdrawalPath path, String fault) {
        super(
                path.withoutViewer()
                        + ": "
                        + fault
                        + ". Correct it and land it again under a new withdrawal id; the form of a"
                        + " withdrawal is in the landing contract.");
        this.object = path.withoutViewer();
    }

    /** As a record for the rejected sink. */
    public Rejection toRejection(Instant detectedAt) {
        return new Rejection(
                object,
                null,
                RejectReason.WITHDRAWAL_INVALID,
                requireNonNull(getMessage()),
                detectedAt);
    }
}
