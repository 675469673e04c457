package io.adgaze.connectors.embedded;

import io.adgaze.storage.embedded.EmbeddedS3;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** DuckDB in this process, as an analyst would use it on our files. */
public final class DuckDb implements AutoCloseable {

    private final Connection connection;

    private DuckDb(Connection connection) {
        this.connection = connection;
    }

    /** Reads local files. */
    public static DuckDb open() throws SQLException {
        return new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
    }

    /**
     * Reads {@code s3://} through an endpoint. Empty when DuckDB's {@code httpfs} extension is
     * neither installed nor to be had.
     */
    public static Optional<DuckDb> open(EmbeddedS3 s3) throws SQLException {
        DuckDb duck = open();
        if (!duck.hasHttpfs()) {
            duck.close();
            return Optional.empty();
        }
        duck.execute(
                """
                create secret (type s3, key_id '%s', secret '%s', region '%s',
                               endpoint '%s', url_style 'path', use_ssl false)
                """
                        .formatted(
                                EmbeddedS3.ACCESS_KEY,
                                EmbeddedS3.SECRET_KEY,
                                EmbeddedS3.REGION,
                                s3.endpoint().getAuthority()));
        return Optional.of(duck);
    }

    /** The rows of a query, with {@code |} between their columns. */
    public List<String> query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringBuilder row = new StringBuilder(String.valueOf(result.getString(1)));
                for (int column = 2; column <= columns; column++) {
                    row.append('|').append(result.getString(column));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean hasHttpfs() {
        return succeeds("load httpfs") || (succeeds("install httpfs") && succeeds("load httpfs"));
    }

    private boolean succeeds(String sql) {
        try {
            execute(sql);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
