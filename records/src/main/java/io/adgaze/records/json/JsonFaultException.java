package io.adgaze.records.json;

import org.jspecify.annotations.Nullable;

/** What somebody wrote is not JSON, or not of the form that is read. */
public final class JsonFaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    JsonFaultException(String fault) {
        this(fault, null);
    }

    JsonFaultException(String fault, @Nullable String field) {
        super(fault);
        this.field = field;
    }

    /** What is wrong; holds no value. */
    public String fault() {
        return String.valueOf(getMessage());
    }

    /** The object's own field that is at fault, or that has the one at fault; null without one. */
    public @Nullable String field() {
        return field;
    }
}
