package io.adgaze.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the user documentation says of the tables is what the schemas say. */
class ContractTest {

    private static final Path CONTRACTS = Path.of("../docs/contracts.md");
    private static final List<String> ESTIMATE = List.of("_n", "_mean", "_ci95_low", "_ci95_high");

    static List<String> tables() {
        return List.of(
                "viewer_seconds",
                "sessions",
                "fixations",
                "frames",
                "ad_seconds",
                "ad_segment_seconds",
                "ads");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void documentedColumnsAreTheSchemas(String table) throws IOException {
        List<String> documented = documentedRows(table).flatMap(ContractTest::columns).toList();

        assertThat(documented).containsExactlyInAnyOrderElementsOf(schemaColumns(table));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void documentedNullabilityIsTheSchemas(String table) throws IOException {
        Schema schema = schema(table);
        documentedRows(table)
                .filter(row -> !row[1].equals("estimate"))
                .forEach(
                        row ->
                                columns(row)
                                        .forEach(
                                                column ->
                                                        assertThat(isNullable(schema, column))
                                                                .as(column)
                                                                .isEqualTo(row[1].endsWith("?"))));
    }

    @Test
    void documentedReasonsAreTheCodes() throws IOException {
        List<String> documented =
                documentedRows("rejected")
                        .map(row -> row[0])
                        .filter(reason -> !reason.equals("reason"))
                        .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(RejectReason.values()).map(RejectReason::code).toList());
    }

    private static boolean isNullable(Schema schema, String column) {
        return schema.getField(column).schema().isNullable();
    }

    /** The cells of each row of the table's section: columns, type, meaning. */
    private static Stream<String[]> documentedRows(String table) throws IOException {
        String text = Files.readString(CONTRACTS);
        String section = text.substring(text.indexOf("### " + table + "\n"));
        int end = section.indexOf("\n#", 1);
        return section.substring(0, end)
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| column"))
                .map(line -> line.substring(2).split(" *\\| *", -1));
    }

    private static Stream<String> columns(String[] row) {
        Stream<String> names = Arrays.stream(row[0].split(", *"));
        return row[1].equals("estimate")
                ? names.flatMap(name -> ESTIMATE.stream().map(name::concat))
                : names;
    }

    private static List<String> schemaColumns(String table) throws IOException {
        return schema(table).getFields().stream().map(Schema.Field::name).toList();
    }

    private static Schema schema(String table) throws IOException {
        try (InputStream in = ContractTest.class.getResourceAsStream(table + ".avsc")) {
            return new Schema.Parser().parse(in);
        }
    }
}
