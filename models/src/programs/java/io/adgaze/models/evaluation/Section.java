package io.adgaze.models.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One part of the evaluation. */
interface Section {

    /** Its name in the report, snake_case. */
    String name();

    /** What of the data's folder it reads. */
    String reads();

    /**
     * The section's score; empty when the data has nothing for it.
     *
     * @param data the folder given to the evaluation
     * @throws BadDataException when there is something that cannot be used
     */
    Optional<? extends Result> score(Path data) throws IOException;

    /** What a section found: a record, whose components are its part of the JSON. */
    interface Result {

        /** The lines of the summary. */
        List<Figure> figures();

        /** Writes the section of the page. */
        void describe(Markdown page);
    }

    /**
     * A line of the summary.
     *
     * @param figure what was measured
     * @param value the figure with its unit
     * @param data what it was measured on
     * @param count over how many of what
     */
    record Figure(String figure, String value, String data, String count) {}
}
