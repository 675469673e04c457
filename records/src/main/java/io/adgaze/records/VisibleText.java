package io.adgaze.records;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text from outside, made fit to be read by people: in a log, in a message, in a terminal.
 *
 * <p>Line ends of every alphabet would forge a line of a log, and characters that set the direction
 * of writing, or are not seen, would make it say something else than it holds.
 */
public final class VisibleText {

    /** Control, format, surrogate, private and unassigned characters; line and paragraph ends. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private VisibleText() {}

    /** {@code text} with what cannot be seen written as Java writes it: {@code \}{@code u202E}. */
    public static String of(String text) {
        return UNSEEN.matcher(text)
                .replaceAll(unseen -> Matcher.quoteReplacement(escaped(unseen.group())));
    }

    private static String escaped(String unseen) {
        StringBuilder escaped = new StringBuilder();
        unseen.chars().forEach(c -> escaped.append("\\u%04X".formatted(c)));
        return escaped.toString();
    }
}
