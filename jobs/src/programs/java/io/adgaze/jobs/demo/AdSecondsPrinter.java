package io.adgaze.jobs.demo;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints the main figures of an ad's exported seconds as a table. */
final class AdSecondsPrinter {

    /** Column of the export, and its heading here. */
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("ad_second", "second");
        COLUMNS.put("viewers_n", "viewers");
        COLUMNS.put("attention_rate_mean", "attention");
        COLUMNS.put("engagement_index_mean", "engagement");
        COLUMNS.put("valence_mean", "valence");
        COLUMNS.put("p_happy_mean", "p_happy");
        COLUMNS.put("blinks_mean", "blinks");
        COLUMNS.put("on_ad_rate_mean", "on_ad");
        COLUMNS.put("gaze_x_norm_mean", "gaze_x");
        COLUMNS.put("gaze_y_norm_mean", "gaze_y");
    }

    private AdSecondsPrinter() {}

    static void print(Path csv, PrintStream out) throws IOException {
        COLUMNS.values().forEach(heading -> out.printf("%11s", heading));
        out.println();
        try (MappingIterator<Map<String, String>> rows =
                new CsvMapper()
                        .readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(csv.toFile())) {
            while (rows.hasNext()) {
                Map<String, String> row = rows.next();
                COLUMNS.keySet().forEach(column -> out.printf("%11s", cell(row.get(column))));
                out.println();
            }
        }
    }

    private static String cell(String value) {
        if (value == null || value.isEmpty()) {
            return "-";
        }
        return value.contains(".") ? String.format("%.2f", Double.parseDouble(value)) : value;
    }
}
