package io.adgaze.capture.browser;

import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** What the job has written, read with DuckDB as an analyst reads it. */
final class JobTables {

    private static final int MAX_FILE_BYTES = 16 << 20;

    private final ObjectStore objects;
    private final String output;
    private final Path copies;
    private final JdbcClient duckDb =
            JdbcClient.create(new SimpleDriverDataSource(new DuckDBDriver(), "jdbc:duckdb:"));

    /**
     * @param output where the job writes
     * @param copies a folder for what is read of it
     */
    JobTables(ObjectStore objects, String output, Path copies) {
        this.objects = objects;
        this.output = output;
        this.copies = copies;
    }

    /** A row of {@code sessions}. */
    record SessionRow(
            String sessionId,
            String studyId,
            double validRate,
            boolean gazeCalibrated,
            int calibrationPointsN,
            long watchedMs,
            boolean completed) {}

    /** A row of {@code viewer_seconds}. */
    record SecondRow(int adSecond, int framesN, @Nullable Double pHappy) {}

    List<SessionRow> sessions(String adId) throws IOException {
        return copy("sessions", adId)
                ? duckDb.sql("SELECT * FROM read_parquet(?) ORDER BY started_at")
                        .param(files("sessions", adId))
                        .query(SessionRow.class)
                        .list()
                : List.of();
    }

    /** A session's seconds in their order. */
    List<SecondRow> seconds(String adId, String sessionId) throws IOException {
        return copy("viewer_seconds", adId)
                ? duckDb.sql(
                                "SELECT * FROM read_parquet(?) WHERE session_id = ? ORDER BY"
                                        + " ad_second")
                        .params(files("viewer_seconds", adId), sessionId)
                        .query(SecondRow.class)
                        .list()
                : List.of();
    }

    private String files(String table, String adId) {
        return folder(table, adId) + "/*.parquet";
    }

    private Path folder(String table, String adId) {
        return copies.resolve(table).resolve(adId);
    }

    /** Whether there is any file yet. */
    private boolean copy(String table, String adId) throws IOException {
        Path folder = Files.createDirectories(folder(table, adId));
        for (String uri : written(output + "/" + table + "/v=2/", "/ad=id-" + adId + "/")) {
            Path copy = folder.resolve(uri.substring(uri.lastIndexOf('/') + 1));
            if (!Files.exists(copy)) {
                Files.write(copy, objects.read(uri, MAX_FILE_BYTES));
            }
        }
        try (Stream<Path> copied = Files.list(folder)) {
            return copied.findAny().isPresent();
        }
    }

    private List<String> written(String table, String partition) throws IOException {
        try (Stream<ListedObject> listed = objects.list(table)) {
            return listed.map(ListedObject::uri)
                    .filter(uri -> uri.contains(partition) && uri.endsWith(".parquet"))
                    .toList();
        }
    }
}
