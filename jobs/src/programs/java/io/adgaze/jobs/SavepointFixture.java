package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * Writes the savepoint of this release, from which {@link UpgradeITCase} of the next ones goes on.
 * The only argument is a folder that does not exist yet.
 */
public final class SavepointFixture {

    /** {@link InterruptedRun#PLAYING} is past its calibration, and the ad plays, from 9.8 s on. */
    private static final int FRAMES_TO_THE_AD = 320;

    private static final List<String> WRITTEN =
            List.of("viewer_seconds", "sessions", "frames", "rejected");

    private final LandingBucket bucket;

    private SavepointFixture(LandingBucket bucket) {
        this.bucket = bucket;
    }

    public static void main(String[] args) throws Exception {
        if (args.length != 1 || Files.exists(Path.of(args[0]))) {
            System.err.println("Name the folder to write, which must not exist yet.");
            System.exit(2);
        }
        Path work = Files.createTempDirectory("adgaze-fixture");
        try (LandingBucket bucket = LandingBucket.start(work)) {
            Path savepoint = Path.of(args[0]);
            copy(new SavepointFixture(bucket).take(), savepoint);
            System.out.printf("%s, %d bytes%n", savepoint, sizeOf(savepoint));
        } finally {
            FileUtils.deleteDirectory(work.toFile());
        }
        System.exit(0); // Flink's embedded cluster leaves threads behind.
    }

    /** A copy of a release's savepoint in a folder of its own: a savepoint may be moved. */
    static Path copyOf(String release, Path folder) throws IOException {
        Path copy = folder.resolve("copied/savepoint");
        Path kept = Path.of(SavepointFixture.class.getResource("/savepoints/" + release).getPath());
        copy(kept, copy);
        return copy;
    }

    /** Returns where the savepoint lies. */
    private Path take() throws Exception {
        bucket.landAd(LandingFolder.AD_ID);
        InterruptedRun.landDone(bucket);
        InterruptedRun.landRefused(bucket);
        String savepoint;
        try (WatchedJob job =
                WatchedJob.start(InterruptedRun.streaming(bucket), LandingBucket.OUTPUT)) {
            // Written rows are committed: the savepoint must hold no upload of this store.
            await().atMost(WatchedJob.PATIENCE)
                    .ignoreException(SQLException.class)
                    .until(this::firstRowsAreWritten);
            InterruptedRun.landRecordingOfLate(bucket);
            long before = job.framesAnalysed();
            InterruptedRun.landPlaying(bucket);
            awaitFrames(job, before + FRAMES_TO_THE_AD);
            InterruptedRun.landCalibrating(bucket);
            InterruptedRun.landWaiting(bucket);
            awaitFrames(job, before + InterruptedRun.FRAMES_BEFORE);
            savepoint = job.stop(LandingBucket.SAVEPOINTS);
            System.out.printf(
                    "Stopped after %d frames in mid-recording.%n", job.framesAnalysed() - before);
        }
        requireMidRecording();
        return bucket.files(savepoint);
    }

    private boolean firstRowsAreWritten() throws SQLException {
        try (Tables tables = Tables.in(bucket.output())) {
            for (String table : WRITTEN) {
                if (tables.query("FROM " + table).isEmpty()) {
                    return false;
                }
            }
            return true;
        }
    }

    private static void awaitFrames(WatchedJob job, long frames) {
        await().atMost(WatchedJob.PATIENCE).until(() -> job.framesAnalysed() >= frames);
    }

    /** Had one of them ended by the savepoint, its rows would have been written with it. */
    private void requireMidRecording() throws SQLException {
        try (Tables tables = Tables.in(bucket.output())) {
            assertThat(tables.query("SELECT session_id FROM sessions"))
                    .as("sessions that had ended at the savepoint; if more, try again")
                    .extracting(row -> row.get("session_id"))
                    .containsExactly(InterruptedRun.DONE);
        }
    }

    private static long sizeOf(Path savepoint) throws IOException {
        try (Stream<Path> files = Files.list(savepoint)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void copy(Path savepoint, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(savepoint)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
