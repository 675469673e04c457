package io.adgaze.connectors.landing;

import java.util.regex.Pattern;

/** Keys that every store takes as they are. */
final class PlainKey {

    private static final Pattern SCHEME = Pattern.compile("^([a-z0-9]+:)?/*");

    /** One that a path may be written without. */
    private static final Pattern RELATIVE_SEGMENT = Pattern.compile("(^|/)\\.{0,2}/");

    private PlainKey() {}

    /** Whether {@code uri} lies below no empty segment, {@code .} or {@code ..}. */
    static boolean isPlain(String uri) {
        return !RELATIVE_SEGMENT.matcher(SCHEME.matcher(uri).replaceFirst("")).find();
    }
}
