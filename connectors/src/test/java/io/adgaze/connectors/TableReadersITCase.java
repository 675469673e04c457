package io.adgaze.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adgaze.connectors.exports.AdExportFunction;
import io.adgaze.connectors.tables.ParquetTable;
import io.adgaze.records.AdReport;
import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.FixationRow;
import io.adgaze.records.FrameRow;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.TableRow;
import io.adgaze.records.Versions;
import io.adgaze.records.ViewerSecond;
import io.adgaze.records.tables.RecordColumns;
import io.adgaze.records.tables.TableRows;
import io.adgaze.reports.Reports;
import io.adgaze.reports.heatmap.GazeTracks;
import io.adgaze.video.VideoLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables and exports, written by the job's sinks, as clients read them that Adgaze did not write.
 * Those are Python's, in two environments that {@code .ci/run} makes: the oldest releases that the
 * contract names, and the newest. What they are held to is in {@code src/test/readers}.
 */
class TableReadersITCase {

    private static final String DAY = "2026-11-22";

    private static final int SECONDS = 3;

    /**
     * Each an ad's id, and to a reader that guesses also something else, or the same as another.
     */
    private static final List<String> AD_IDS =
            List.of(
                    "007",
                    "7",
                    "1e5",
                    "100000",
                    "0x10",
                    "7.0",
                    "-0",
                    "inf",
                    "NaN",
                    "null",
                    "NULL",
                    "NA",
                    "true",
                    "2026-01-01",
                    "2026-01-01T00",
                    "_x",
                    "__HIVE_DEFAULT_PARTITION__",
                    "id-7",
                    "-",
                    "a..b",
                    "x".repeat(128));

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Path READERS = Path.of("src/test/readers").toAbsolutePath();

    @TempDir static Path folder;
    private static Path output;
    private static Path expected;

    @BeforeAll
    static void write() throws Exception {
        output = folder.resolve("out");
        Configuration conf = new Configuration();
        conf.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, conf);
        write(env, "viewer_seconds", ViewerSecond.class, viewerSeconds());
        write(env, "sessions", SessionSummary.class, sessions());
        write(env, "fixations", FixationRow.class, fixations());
        write(env, "frames", FrameRow.class, frames());
        AdExportFunction.export(
                env.fromData(
                        TypeInformation.of(AdReport.class), reports().toArray(AdReport[]::new)),
                output.toString(),
                VideoLimits.DEFAULT.maxSidePx());
        env.execute();
        expected = Files.writeString(folder.resolve("expected.json"), expected().toString());
    }

    private static <T extends Record & TableRow> void write(
            StreamExecutionEnvironment env, String table, Class<T> rowClass, List<T> rows) {
        env.fromData(rows, TypeInformation.of(rowClass))
                .sinkTo(ParquetTable.sink(output.toUri().toString(), table, rowClass));
    }

    @ParameterizedTest
    @CsvSource({
        "readers-oldest, 'DuckDB, pandas, Polars, DataFusion, Daft, Spark'",
        "readers-newest, 'DuckDB, pandas, Polars, DataFusion, Daft, chDB'",
    })
    void eachClientReadsWhatWasWritten(String environment, String clients) throws Exception {
        String said = readWith(pythonOf(environment));

        assertThat(said.lines().filter(line -> line.endsWith(" reads are right")))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactlyInAnyOrder(clients.split(", "));
    }

    /** Without it the test is skipped. */
    private static Path pythonOf(String environment) {
        Optional<Path> python =
                Stream.of(System.getenv("PATH").split(":"))
                        .map(at -> Path.of(at, environment))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeThat(python)
                .as("skipped: %s is not on the path; .ci/run makes it", environment)
                .isPresent();
        return python.get();
    }

    private static String readWith(Path python) throws IOException, InterruptedException {
        ProcessBuilder reading =
                new ProcessBuilder(
                        python.toString(),
                        READERS.resolve("read_tables.py").toString(),
                        output.toString(),
                        expected.toString());
        reading.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = reading.directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(said);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static ObjectNode expected() {
        ObjectNode all = JSON.createObjectNode().put("dt", DAY);
        ObjectNode types = all.putObject("types");
        ObjectNode rows = all.putObject("rows");
        tell(types, rows, "viewer_seconds", viewerSeconds());
        tell(types, rows, "sessions", sessions());
        tell(types, rows, "fixations", fixations());
        tell(types, rows, "frames", frames());
        tell(
                types,
                rows,
                "ad_seconds",
                reports().stream().flatMap(report -> report.seconds().stream()).toList());
        return all;
    }

    private static <T extends Record> void tell(
            ObjectNode types, ObjectNode rows, String table, List<T> written) {
        RecordColumns columns = RecordColumns.of(table, written.get(0).getClass());
        ObjectNode ofTable = types.putObject(table);
        columns.schema().getFields().forEach(at -> ofTable.put(at.name(), typeOf(at.schema())));
        var ofRows = rows.putArray(table);
        for (T row : written) {
            GenericRecord avro = columns.toAvro(row);
            ObjectNode one = ofRows.addObject();
            columns.schema()
                    .getFields()
                    .forEach(at -> one.set(at.name(), JSON.valueToTree(avro.get(at.name()))));
        }
    }

    private static String typeOf(Schema column) {
        if (column.isUnion()) {
            return typeOf(column.getTypes().get(1)); // The first is null.
        }
        return column.getLogicalType() instanceof LogicalTypes.TimestampMillis
                ? "timestamp"
                : column.getType().getName();
    }

    private static List<ViewerSecond> viewerSeconds() {
        return AD_IDS.stream()
                .flatMap(
                        adId ->
                                Stream.of(
                                        TableRows.second("s-" + adId, adId, 0),
                                        TableRows.secondWithoutExpressions("s-" + adId, adId, 1),
                                        TableRows.second("s-" + adId, adId, 2)))
                .toList();
    }

    private static List<SessionSummary> sessions() {
        return AD_IDS.stream().map(adId -> TableRows.session("s-" + adId, adId)).toList();
    }

    private static List<FixationRow> fixations() {
        return AD_IDS.stream()
                .flatMap(
                        adId ->
                                Stream.of(
                                        TableRows.fixation("s-" + adId, adId, 0),
                                        TableRows.fixation("s-" + adId, adId, 1)))
                .toList();
    }

    private static List<FrameRow> frames() {
        return AD_IDS.stream().flatMap(adId -> Stream.of(frame(adId), noFace(adId))).toList();
    }

    private static FrameRow frame(String adId) {
        return new FrameRow(
                DAY,
                "s-" + adId,
                "v-1",
                adId,
                40,
                0L,
                0.99f,
                true,
                null,
                new ExpressionProbabilities(0.01f, 0.02f, 0.03f, 0.5f, 0.04f, 0.1f, 0.3f),
                -12.5f,
                0f,
                -0f,
                0.95f,
                false,
                0.25f,
                -0.125f,
                true,
                Versions.METRIC,
                Versions.MODEL);
    }

    private static FrameRow noFace(String adId) {
        return new FrameRow(
                DAY,
                "s-" + adId,
                "v-1",
                adId,
                80,
                null,
                null,
                false,
                "no_face",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Versions.METRIC,
                Versions.MODEL);
    }

    /** With enough viewers for figures, and with too few; without the ad, so without a heatmap. */
    private static List<AdReport> reports() {
        ObjectRef gone = new ObjectRef(folder.resolve("gone.mp4").toString(), "1-1", 1);
        return IntStream.range(0, AD_IDS.size())
                .mapToObj(
                        ad ->
                                Reports.ofAd(
                                        AD_IDS.get(ad),
                                        gone,
                                        DAY,
                                        SECONDS,
                                        GazeTracks.times(
                                                ad % 5 == 4 ? 9 : 12 + ad,
                                                GazeTracks.at(0.5, 0.5, SECONDS)),
                                        10))
                .toList();
    }
}
