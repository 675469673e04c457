package io.adgaze.records.manifest;

import java.util.regex.Pattern;

/**
 * The form of a language tag: BCP 47 (RFC 5646, section 2.1), without the tags that it keeps for
 * their age, all of which have successors. {@link java.util.Locale} refuses some that are right.
 */
final class LanguageTag {

    /** Of the tags in use, extensions included: RFC 5646, section 4.4.1. */
    private static final int MAX_LENGTH = 35;

    private static final String LANGUAGE = "([A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})";
    private static final String SCRIPT = "(-[A-Za-z]{4})?";
    private static final String REGION = "(-([A-Za-z]{2}|[0-9]{3}))?";
    private static final String VARIANTS = "(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*";
    private static final String EXTENSIONS = "(-[0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8})+)*";
    private static final String PRIVATE_USE = "[xX](-[A-Za-z0-9]{1,8})+";

    private static final Pattern FORM =
            Pattern.compile(
                    LANGUAGE
                            + SCRIPT
                            + REGION
                            + VARIANTS
                            + EXTENSIONS
                            + "(-"
                            + PRIVATE_USE
                            + ")?|"
                            + PRIVATE_USE);

    private LanguageTag() {}

    static boolean isWellFormed(String tag) {
        return tag.length() <= MAX_LENGTH && FORM.matcher(tag).matches();
    }
}
