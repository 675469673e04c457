package io.adgaze.capture.manifest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A manifest that the job would refuse. */
public final class ManifestRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The job names the field at fault in quotes, before anything else. */
    private static final Pattern FIELD = Pattern.compile("'([a-z_.0-9]+)'");

    private final @Nullable String field;

    ManifestRefusedException(String fault) {
        super(fault);
        Matcher named = FIELD.matcher(fault);
        this.field = named.find() ? named.group(1) : null;
    }

    /** The first field at fault, in the contract's name; null where it is none alone. */
    public @Nullable String field() {
        return field;
    }
}
