package io.adgaze.records;

import java.util.regex.Pattern;

/** The form of ad, session, viewer and consent identifiers: safe in a path, a log and a query. */
public final class Identifiers {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");

    private Identifiers() {}

    /** Whether {@code id} is 1-128 of {@code [A-Za-z0-9._-]} and does not start with a dot. */
    public static boolean isValid(String id) {
        return id != null && FORM.matcher(id).matches();
    }
}
