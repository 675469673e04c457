package io.adgaze.capture.operators;

import io.adgaze.capture.settings.CaptureSettings;
import io.adgaze.capture.studies.Study;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** What became of sessions, by the job's own table {@code sessions}, read with DuckDB. */
@Component
class MeasuredSessions {

    /** A row of the job's is some hundred bytes; a file of a checkpoint holds few. */
    private static final int MAX_FILE_BYTES = 64 << 20;

    /** docs/quality.md: grade 6 counts as unusable. */
    private static final int WORST_USABLE_GRADE = 5;

    private static final String COUNT =
            "SELECT count(DISTINCT session_id), count(DISTINCT session_id) FILTER (quality_grade"
                    + " <= ?) FROM read_parquet(?) WHERE ad_id = ?";

    private final ObjectStore objects;
    private final CaptureSettings settings;

    MeasuredSessions(ObjectStore objects, CaptureSettings settings) {
        this.objects = objects;
        this.settings = settings;
    }

    /**
     * An ad's figures.
     *
     * @param usableN of them, those with a grade that is worth reading
     * @param rejections why others were not measured
     */
    record Measured(long sessionsN, long usableN, Map<String, Long> rejections) {}

    /** Empty where the server is not told where the job writes. */
    Optional<Measured> of(Study study) throws IOException {
        if (settings.output() == null) {
            return Optional.empty();
        }
        Path copies = Files.createTempDirectory("adgaze-sessions");
        try {
            int files = copy(settings.output() + "/sessions/v=2/", study.ad().adId(), copies);
            return Optional.of(
                    files == 0 ? new Measured(0, 0, Map.of()) : count(copies, study.ad().adId()));
        } catch (SQLException e) {
            throw new IOException("The job's sessions cannot be read", e);
        } finally {
            FileSystemUtils.deleteRecursively(copies);
        }
    }

    private int copy(String table, String adId, Path copies) throws IOException {
        String partition = "/ad=id-" + adId + "/";
        List<String> uris;
        try (Stream<ListedObject> listed = objects.list(table)) {
            uris =
                    listed.map(ListedObject::uri)
                            .filter(uri -> uri.contains(partition) && uri.endsWith(".parquet"))
                            .toList();
        }
        for (int i = 0; i < uris.size(); i++) {
            Files.write(copies.resolve(i + ".parquet"), objects.read(uris.get(i), MAX_FILE_BYTES));
        }
        return uris.size();
    }

    private static Measured count(Path copies, String adId) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement query = duckdb.prepareStatement(COUNT)) {
            query.setInt(1, WORST_USABLE_GRADE);
            query.setString(2, copies + "/*.parquet");
            query.setString(3, adId);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Measured(row.getLong(1), row.getLong(2), Map.of());
            }
        }
    }
}
