package io.adgaze.models.evaluation;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;

/** A page of Markdown, as it is being written. */
final class Markdown {

    private final StringBuilder text = new StringBuilder();

    Markdown heading(int level, String title) {
        text.append("#".repeat(level)).append(' ').append(title).append("\n\n");
        return this;
    }

    Markdown paragraph(String words) {
        text.append(words).append("\n\n");
        return this;
    }

    /** A table, to which {@link Table#row} adds. */
    Table table(String... header) {
        return new Table(Arrays.asList(header));
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }

    /** A number with so many decimals; "-" when there is none. */
    static String number(double value, int decimals) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A share as a percentage with one decimal. */
    static String percent(double share) {
        return Double.isNaN(share) ? "-" : number(100 * share, 1) + " %";
    }

    /** A table on the page. */
    final class Table {

        private Table(Collection<String> header) {
            append(header);
            append(Collections.nCopies(header.size(), "---"));
        }

        Table row(Object... cells) {
            append(Arrays.stream(cells).map(Object::toString).toList());
            return this;
        }

        /** Ends the table. */
        Markdown end() {
            text.append('\n');
            return Markdown.this;
        }

        private void append(Collection<String> cells) {
            text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
    }
}
