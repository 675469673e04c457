package io.adgaze.connectors.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.SessionSummary;
import io.adgaze.records.ViewerSecond;
import io.adgaze.records.tables.TableRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files written whole, as DuckDB reads them. */
class ParquetTableTest {

    @TempDir Path folder;

    @Test
    void rowsComeBackWithTheirTypes() throws Exception {
        Path file = folder.resolve("sessions.parquet");
        ParquetTable.write(
                file,
                "sessions",
                SessionSummary.class,
                List.of(TableRows.session("s-1", "a-1"), TableRows.session("s-2", "a-1")));

        assertThat(
                        query(
                                "select session_id || '|' || epoch_ms(started_at) || '|' ||"
                                        + " completed || '|' || ad_duration_ms || '|' ||"
                                        + " engagement_index_peak || '|' || (age_estimate is null)"
                                        + " from '"
                                        + file
                                        + "' order by session_id"))
                .isEqualTo("s-1|" + TableRows.STARTED_AT.toEpochMilli() + "|true|42000|0.9|true");
        assertThat(query("select count(*) from '" + file + "'")).isEqualTo("2");
        assertThat(query("select typeof(started_at) from '" + file + "'"))
                .isEqualTo("TIMESTAMP WITH TIME ZONE");
    }

    @Test
    void filesAreCompressedWithZstd() throws Exception {
        Path file = folder.resolve("viewer_seconds.parquet");
        ParquetTable.write(
                file,
                "viewer_seconds",
                ViewerSecond.class,
                List.of(TableRows.second("s-1", "a-1", 0)));

        assertThat(query("select distinct compression from parquet_metadata('" + file + "')"))
                .isEqualTo("ZSTD");
    }

    /**
     * The one order of floats that readers of years ago know, with the statistics that it is of.
     */
    @Test
    void floatsAreInTheirTypesOrder() throws Exception {
        Path file = folder.resolve("viewer_seconds.parquet");
        ParquetTable.write(
                file,
                "viewer_seconds",
                ViewerSecond.class,
                List.of(
                        TableRows.second("s-1", "a-1", 0),
                        TableRows.secondWithoutExpressions("s-1", "a-1", 1)));

        assertThat(ParquetOrders.of(file)).containsExactly(ParquetOrders.BY_TYPE);
        assertThat(
                        query(
                                "select string_agg(stats_min_value || ' ' || stats_max_value || ' ' ||"
                                        + " stats_null_count, ', ' order by path_in_schema)"
                                        + " from parquet_metadata('"
                                        + file
                                        + "') where path_in_schema in ('p_happy', 'pitch_deg_mean')"))
                .isEqualTo("0.5 0.5 1, -2.0 -2.0 0");
    }

    @Test
    void anExistingFileIsReplaced() throws Exception {
        Path file = Files.writeString(folder.resolve("viewer_seconds.parquet"), "something else");

        ParquetTable.write(file, "viewer_seconds", ViewerSecond.class, List.of());

        assertThat(query("select count(*) from '" + file + "'")).isEqualTo("0");
    }

    private static String query(String sql) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
