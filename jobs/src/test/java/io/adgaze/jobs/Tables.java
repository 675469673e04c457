package io.adgaze.jobs;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a run's output with DuckDB, an engine that Adgaze does not write with. */
public final class Tables implements AutoCloseable {

    /** Opening them takes a core a tenth of a second, which the job would have. */
    public static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private static final List<String> TABLES =
            List.of("viewer_seconds", "sessions", "fixations", "frames", "ad_seconds");

    private final Connection duckDb;

    private Tables(Connection duckDb) {
        this.duckDb = duckDb;
    }

    /** Each table and {@code rejected} as a view of its name; a table without files is absent. */
    public static Tables in(Path output) throws SQLException {
        Tables tables = new Tables(DriverManager.getConnection("jdbc:duckdb:"));
        for (String table : TABLES) {
            tables.viewIfThere(output, table, "read_parquet('%s/%s/v=2/**/*.parquet')");
        }
        tables.viewIfThere(
                output,
                "rejected",
                "read_json('%s/%s/dt=*/*.jsonl', columns={"
                        + "key: 'VARCHAR', session_id: 'VARCHAR', reason: 'VARCHAR',"
                        + " message: 'VARCHAR', detected_at: 'TIMESTAMP'})");
        return tables;
    }

    private void viewIfThere(Path output, String table, String reader) throws SQLException {
        if (output.resolve(table).toFile().isDirectory()) {
            execute("CREATE VIEW " + table + " AS FROM " + String.format(reader, output, table));
        }
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = duckDb.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All rows, each from column name to value. */
    public List<Map<String, Object>> query(String sql) throws SQLException {
        try (Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Map<String, Object>> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns; i++) {
                    row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The single value of the single row. */
    public Object value(String sql) throws SQLException {
        return query(sql).get(0).values().iterator().next();
    }

    @Override
    public void close() throws SQLException {
        duckDb.close();
    }
}
