package io.adgaze.capture.studio;

/** A field of a request that is not as it should be. */
final class InvalidFieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    InvalidFieldException(String field, String fault) {
        super(fault);
        this.field = field;
    }

    String field() {
        return field;
    }
}
