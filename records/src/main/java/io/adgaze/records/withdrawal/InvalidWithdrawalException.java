package io.adgaze.records.withdrawal;

/** A withdrawal that is not of the agreed form, so that it is not known what is withdrawn. */
public final class InvalidWithdrawalException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidWithdrawalException(WithdrawalPath path, String fault) {
        super(
                path.uri()
                        + ": "
                        + fault
                        + ". Correct it and land it again under a new withdrawal id; the form of a"
                        + " withdrawal is in the landing contract.");
    }
}
