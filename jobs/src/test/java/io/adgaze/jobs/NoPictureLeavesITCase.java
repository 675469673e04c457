package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.StateBackendOptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No picture of a viewer, or of a part of one, is in a savepoint. */
class NoPictureLeavesITCase {

    /** States of Flink's connectors, which are bytes to it: what they hold. */
    private static final Map<String, String> FLINKS_OWN =
            Map.of(
                    "SourceReaderState", "which objects are listed, how far the topic is read",
                    "bucket-states", "files of the tables that are being written",
                    "writer_raw_states", "files of the tables that are being written",
                    "streaming_committer_raw_states", "files of the tables to be committed");

    @TempDir private Path folder;

    /**
     * Release 0.1.0 kept pictures of the eyes while a viewer calibrated. At parallelism 1 that
     * session waits behind the other one that had been begun, so that what the savepoint held of it
     * is still in state.
     */
    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void notEvenAfterARestoreOfOneThatHeldSome(String backend) throws Exception {
        Path before = SavepointFixture.copyOf("0.1.0", folder);
        try (LandingBucket bucket = LandingBucket.start(folder)) {
            InterruptedRun.landPlaying(bucket);
            InterruptedRun.landCalibrating(bucket);
            EngagementRun run =
                    InterruptedRun.streaming(bucket)
                            .parallelism(1)
                            .set(StateBackendOptions.STATE_BACKEND, backend);
            String after;
            try (WatchedJob job =
                    WatchedJob.resume(run, LandingBucket.OUTPUT, before.toUri().toString())) {
                await().atMost(WatchedJob.PATIENCE)
                        .until(
                                () -> {
                                    job.requireRunning();
                                    return job.framesAnalysed() > 0;
                                });
                after = job.stop(LandingBucket.SAVEPOINTS);
                assertThat(job.sessionsRead()).as("the second one still waits").isZero();
            }
            assertPicturesAreGone(
                    SavepointContents.in(before), SavepointContents.in(bucket.files(after)));
        }
    }

    private static void assertPicturesAreGone(SavepointContents before, SavepointContents after)
            throws Exception {
        assertThat(before.mentions("gazeFeatures")).isTrue();
        assertThat(before.sizeOf("gaze")).isGreaterThan(60_000);

        assertThat(after.mentions("gazeFeatures")).isFalse();
        assertThat(after.sizeOf("gaze")).isLessThan(10_000);
        after.serializers().entrySet().stream()
                .filter(state -> !FLINKS_OWN.containsKey(state.getKey()))
                .forEach(
                        state ->
                                assertThat(suspectsIn(state.getValue()))
                                        .as(state.getKey())
                                        .isEmpty());
    }

    private static List<String> suspectsIn(List<TypeSerializer<?>> serializers) {
        return serializers.stream()
                .flatMap(WrittenTypes::of)
                .flatMap(type -> PictureSearch.in(type).stream())
                .toList();
    }
}
