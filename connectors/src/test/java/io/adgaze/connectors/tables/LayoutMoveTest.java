package io.adgaze.connectors.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.connectors.embedded.DuckDb;
import io.adgaze.connectors.tables.LayoutMove.Outcome;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.tables.RecordColumns;
import io.adgaze.records.tables.TableRows;
import io.adgaze.storage.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An output of release 0.1.0 on its way to the present layout. */
class LayoutMoveTest {

    private static final String SESSIONS = "sessions/v=1/dt=2026-11-22/ad_id=%s/part-0.parquet";
    private static final String EXPORTS = "exports/ad_id=a-1/";

    @TempDir private Path output;

    @Test
    void movesEachTableAndExport() throws Exception {
        writeSession("007");
        writeSession("7");
        write(EXPORTS + "methodology.json", "how");
        write(EXPORTS + "report.html", "a page");

        assertThat(move()).isEqualTo(new Outcome(4, 0, 0));

        assertThat(files())
                .containsExactly(
                        "exports/ad=id-a-1/methodology.json",
                        "exports/ad=id-a-1/report.html",
                        "sessions/v=2/dt=2026-11-22/ad=id-007/part-0.parquet",
                        "sessions/v=2/dt=2026-11-22/ad=id-7/part-0.parquet");
        assertThat(output.resolve("exports/ad=id-a-1/report.html")).hasContent("a page");
        try (DuckDb duck = DuckDb.open()) {
            assertThat(
                            duck.query(
                                    "select session_id, ad_id, ad, engagement_index_peak,"
                                            + " epoch_ms(started_at), age_estimate from '%s/**/*.parquet' order by 1"
                                                    .formatted(output)))
                    .containsExactly(
                            "s-007|007|id-007|0.9|" + startedAt() + "|null",
                            "s-7|7|id-7|0.9|" + startedAt() + "|null");
        }
    }

    /** Readers of years ago refuse the order that release 0.1.0 wrote. */
    @Test
    void writesTablesAsThePresentReleaseDoes() throws Exception {
        writeSession("a-1");
        assertThat(orders(SESSIONS.formatted("a-1"))).hasSize(2);

        move();

        assertThat(orders("sessions/v=2/dt=2026-11-22/ad=id-a-1/part-0.parquet"))
                .containsExactly(ParquetOrders.BY_TYPE);
    }

    @Test
    void whatWasPublishedAnewStays() throws Exception {
        write("ad_seconds/v=1/dt=2026-11-22/ad_id=a-1/part-0.parquet", "old");
        write("ad_seconds/v=2/dt=2026-11-22/ad=id-a-1/part-0.parquet", "new");
        write(EXPORTS + "heatmap.mp4", "of a video that is gone since");
        write(EXPORTS + "report.html", "old");
        write("exports/ad=id-a-1/report.html", "new");

        assertThat(move()).isEqualTo(new Outcome(0, 3, 0));

        assertThat(files())
                .containsExactly(
                        "ad_seconds/v=2/dt=2026-11-22/ad=id-a-1/part-0.parquet",
                        "exports/ad=id-a-1/report.html");
        assertThat(output.resolve("exports/ad=id-a-1/report.html")).hasContent("new");
    }

    @Test
    void whatNoReleaseWroteStays() throws Exception {
        String inProgress = "sessions/v=1/dt=2026-11-22/ad_id=a-1/.part-0.parquet.inprogress.1";
        write(inProgress, "on its way");

        assertThat(move()).isEqualTo(new Outcome(0, 0, 1));

        assertThat(files()).containsExactly(inProgress);
    }

    @Test
    void goesOnWhereItWasCutShort() throws Exception {
        writeSession("a-1");
        write(SESSIONS.formatted("a-2"), "not Parquet");
        write(EXPORTS + "ad_seconds.csv", "moved later");

        assertThatThrownBy(this::move)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ad_id=a-2/part-0.parquet")
                .hasMessageContaining("Move it away");
        Files.delete(output.resolve(SESSIONS.formatted("a-2")));

        assertThat(move()).isEqualTo(new Outcome(1, 0, 0));
        assertThat(move()).as("once more").isEqualTo(new Outcome(0, 0, 0));
        assertThat(files())
                .containsExactly(
                        "exports/ad=id-a-1/ad_seconds.csv",
                        "sessions/v=2/dt=2026-11-22/ad=id-a-1/part-0.parquet");
    }

    private Outcome move() throws IOException {
        return new LayoutMove(new FileObjectStore(), output.toString()).run();
    }

    private static String startedAt() {
        return String.valueOf(TableRows.STARTED_AT.toEpochMilli());
    }

    /** As release 0.1.0 wrote it. */
    private void writeSession(String adId) throws IOException {
        Path file = output.resolve(SESSIONS.formatted(adId));
        Files.createDirectories(file.getParent());
        RecordColumns columns = RecordColumns.of("sessions", SessionSummary.class);
        try (ParquetWriter<GenericRecord> writer =
                AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
                        .withSchema(columns.schema())
                        .build()) {
            writer.write(columns.toAvro(TableRows.session("s-" + adId, adId)));
        }
    }

    private Set<ColumnOrder> orders(String file) throws IOException {
        return ParquetOrders.of(output.resolve(file));
    }

    private void write(String at, String content) throws IOException {
        Path file = output.resolve(at);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> output.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
