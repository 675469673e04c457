package io.adgaze.connectors.erasure;

import io.adgaze.connectors.tables.ParquetTable;
import io.adgaze.records.FixationRow;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.tables.OutputLayout;
import io.adgaze.records.tables.TableRows;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;

/** A landing prefix and an output in folders, and an erasure over them, step by step. */
final class ErasureScenario {

    static final String AD = "a-1";
    static final String DAY = "2026-11-22";
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private final Path root;
    private final ErasurePlaces places;

    ErasureScenario(Path root) throws IOException {
        this.root = root;
        this.places =
                new ErasurePlaces(
                        root.resolve("landing").toString(),
                        root.resolve("withdrawals").toString(),
                        root.resolve("output").toString());
        Files.createDirectories(root.resolve("landing"));
        Files.createDirectories(scratch());
    }

    private Path scratch() {
        return root.resolve("scratch");
    }

    Path output() {
        return root.resolve("output");
    }

    Path landing() {
        return root.resolve("landing");
    }

    void session(String sessionId, String viewer, String grantedAt) throws IOException {
        Path folder = landing().resolve("ad_id=" + AD + "/session=" + sessionId);
        write(folder.resolve("recording.webm"), "moving pictures");
        Path manifest = folder.resolve("manifest.json");
        write(
                manifest,
                "{\"viewer_key\": \"%s\", \"consent\": {\"granted_at\": \"%s\"}}"
                        .formatted(viewer, grantedAt));
        settle(manifest);
    }

    /** As if it had landed a minute ago. */
    private static void settle(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }

    /** A minute ago. */
    Path withdraw(String id, String viewer, String requestedAt) throws IOException {
        Path file = root.resolve("withdrawals/viewer_key=" + viewer + "/" + id + ".json");
        write(
                file,
                "{\"version\": 1, \"withdrawal_id\": \"%s\", \"viewer_key\": \"%s\", \"requested_at\": \"%s\"}"
                        .formatted(id, viewer, requestedAt));
        settle(file);
        return file;
    }

    void rejected(String sessionId) throws IOException {
        String line = "{\"session_id\": \"%s\", \"message\": \"ä\"}%n".formatted(sessionId);
        Path file = output().resolve("rejected/dt=" + DAY + "/part-0.jsonl");
        write(file, (Files.exists(file) ? Files.readString(file) : "") + line);
    }

    void fixations(String file, FixationRow... rows) throws IOException {
        ParquetTable.write(
                partition("fixations").resolve(file),
                "fixations",
                FixationRow.class,
                List.of(rows));
    }

    void sessions(String file, SessionSummary... rows) throws IOException {
        ParquetTable.write(
                partition("sessions").resolve(file),
                "sessions",
                SessionSummary.class,
                List.of(rows));
    }

    /** As a report of the ad would do, which comes after what has landed. */
    void report() throws IOException {
        write(partition("ads").resolve("part-0.parquet"), "as far as an erasure is concerned");
    }

    private Path partition(String table) throws IOException {
        Path folder =
                Path.of(new OutputLayout(output().toString()).table(table))
                        .resolve(OutputLayout.partition(DAY, AD));
        return Files.createDirectories(folder);
    }

    static FixationRow fixation(String sessionId, String viewer, int n) {
        FixationRow row = TableRows.fixation(sessionId, AD, n);
        return new FixationRow(
                row.dt(),
                sessionId,
                viewer,
                AD,
                n,
                row.adMs(),
                row.recordingMs(),
                row.durationMs(),
                row.xNorm(),
                row.yNorm(),
                row.dispersionNorm(),
                row.gazeErrorNorm(),
                row.metricVersion(),
                row.modelVersion());
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** A whole run over {@code store}; the withdrawals that got their receipts. */
    List<String> erase(ObjectStore store) throws IOException {
        var at = new ErasureStep.Workplace(store, scratch());
        var listed = run(new TargetListing<Long>(places, SETTLED, at), List.of());
        var withdrawn = run(new TargetErasure(places, at), listed);
        var unmentioned = run(new RejectionErasure(places, at), withdrawn);
        var erased = run(new FolderErasure(places, at), unmentioned);
        var again = run(new TargetListing<String>(places, Duration.ZERO, at), erased);
        var left = run(new RemainderSearch(places, at), again);
        return run(new ReceiptWriting(places, SETTLED, Duration.ofDays(7), at), left);
    }

    private static <I, O> List<O> run(ErasureStep<I, O> step, List<I> in) throws IOException {
        List<O> out = new ArrayList<>();
        ListCollector<O> collector = new ListCollector<>(out);
        for (I element : in) {
            step.take(element, collector);
        }
        step.finish(collector);
        return out;
    }
}
