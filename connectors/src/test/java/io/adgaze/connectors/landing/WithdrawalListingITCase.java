package io.adgaze.connectors.landing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.adgaze.connectors.ReportedMetrics;
import io.adgaze.records.Rejection;
import io.adgaze.records.withdrawal.ViewerHash;
import io.adgaze.records.withdrawal.WithdrawalPath;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.embedded.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Withdrawals by listing, and what is left of their viewers in state and failures: nothing. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WithdrawalListingITCase {

    private static final String WITHDRAWALS = "s3://bucket/withdrawals";
    private static final String VIEWER = "v-secret";
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final MemoryStore store = new MemoryStore();
    private final Configuration conf = new Configuration();

    @TempDir private Path folder;

    @Test
    void findsWithdrawalsInAFolderAndRejectsWhatMayBeMeantAsOne() throws Exception {
        write("viewer_key=v-1/w-1.json");
        write("viewer_key=v-1/more/w-2.json");
        write("viewer_key=v-2/w-3.json");
        write("viewer_key=v-2/notes.txt");

        assertThat(listed(WithdrawalListing.bounded(folder.toString())))
                .containsExactlyInAnyOrder(
                        "w-1", "file:" + folder + "/viewer_key=*/*/w-2.json", "w-3");
    }

    @Test
    void findsWithdrawalsInABucketByTheirWholeUri() throws Exception {
        String uri = WITHDRAWALS + "/viewer_key=v-1/w-1.json";
        try (EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("s3"));
                ObjectStore bucket = ObjectStores.of(s3.settings())) {
            conf.addAll(Configuration.fromMap(s3.properties()));
            s3.createBucket("bucket");

            assertThat(listed(WithdrawalListing.bounded(WITHDRAWALS))).as("no prefix").isEmpty();
            bucket.write(uri, Files.writeString(folder.resolve("upload"), "{}"));

            assertThat(run(WithdrawalListing.bounded(WITHDRAWALS)).executeAndCollect(10))
                    .extracting(found -> found.right().uri())
                    .containsExactly(uri);
        }
    }

    @Test
    void thatNobodyHasWithdrawnIsNormal() throws Exception {
        Path nowhere = folder.resolve("nowhere");
        Path empty = Files.createDirectories(folder.resolve("empty"));

        for (Path place : List.of(nowhere, empty)) {
            assertThat(listed(WithdrawalListing.bounded(place.toString()))).isEmpty();
        }
    }

    @Test
    void monitoringFindsWhatComesLater() throws Exception {
        Path later = folder.resolve("later");
        var source = WithdrawalListing.monitoring(later.toString(), INTERVAL);
        try (var found = Monitored.start(names(run(source)))) {
            write("later/viewer_key=v-1/w-1.json");
            assertThat(found.next()).isEqualTo("w-1");
            write("later/viewer_key=v-1/w-2.json");
            assertThat(found.next()).isEqualTo("w-2");
        }
    }

    @Test
    void goesOnWhereASavepointWasTakenWhichNamesNoViewer() throws Exception {
        Path savepoints = folder.resolve("savepoints");
        conf.setString(ViewerHash.SECRET, "a key of this deployment");
        String first = landed("w-1");
        try (var found = monitored()) {
            assertThat(found.next()).isEqualTo("w-1");
            conf.set(StateRecoveryOptions.SAVEPOINT_PATH, found.stop(savepoints));
        }
        assertThat(contentOf(savepoints))
                .contains(ViewerHash.of(conf.toMap()).hash(first))
                .doesNotContain(VIEWER)
                .doesNotContain("viewer_key=");
        landed("w-0");

        try (var found = monitored()) {
            assertThat(found.next()).isEqualTo("w-0");
            landed("w-2");
            assertThat(found.next()).isEqualTo("w-2");
        }
    }

    /** As a folder that may not be read, whose name is in the store's failure. */
    @Test
    void aListingThatFailsDoesNotTellTheViewer() {
        store.fail("Cannot list " + WITHDRAWALS + "/viewer_key=" + VIEWER + "/: denied");

        Throwable failure =
                catchThrowable(
                        () -> listed(WithdrawalListing.bounded(WITHDRAWALS, store.factory())));

        assertThat(ExceptionUtils.stringifyException(failure))
                .contains("Cannot list " + WITHDRAWALS + "/viewer_key=*/: denied")
                .doesNotContain(VIEWER);
    }

    @Test
    void aListingThatFailsIsFollowedByAnotherAndTheLogTellsNoViewer() throws Exception {
        ReportedMetrics metrics = new ReportedMetrics();
        metrics.listenTo(conf);
        store.fail("Cannot list " + WITHDRAWALS + "/viewer_key=" + VIEWER + "/: denied");
        try (HeardLog log = new HeardLog();
                var found = monitored()) {
            await().untilAsserted(
                            () -> assertThat(metrics.counted("listing_failures")).isPositive());
            store.recover();
            landed("w-1");
            assertThat(found.next()).isEqualTo("w-1");
            assertThat(log.text())
                    .contains("Cannot list " + WITHDRAWALS + "/viewer_key=*/: denied")
                    .doesNotContain(VIEWER);
        }
    }

    /** The URI of one of the viewer's withdrawals. */
    private String landed(String withdrawalId) {
        String uri = WITHDRAWALS + "/viewer_key=" + VIEWER + "/" + withdrawalId + ".json";
        store.land(uri);
        return uri;
    }

    private void write(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "not JSON: it is not read");
    }

    private static String contentOf(Path files) throws IOException {
        StringBuilder content = new StringBuilder();
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                content.append(Files.readString(file, ISO_8859_1));
            }
        }
        return content.toString();
    }

    private Monitored<String> monitored() throws Exception {
        return Monitored.start(
                names(run(WithdrawalListing.monitoring(WITHDRAWALS, INTERVAL, store.factory()))));
    }

    private List<String> listed(Source<Either<Rejection, WithdrawalPath>, ?, ?> source)
            throws Exception {
        return names(run(source)).executeAndCollect(100);
    }

    /** By which none of the state is the collecting sink's, with what it has collected. */
    private static DataStream<String> names(DataStream<Either<Rejection, WithdrawalPath>> found) {
        return found.map(one -> one.isLeft() ? one.left().key() : one.right().withdrawalId());
    }

    private DataStream<Either<Rejection, WithdrawalPath>> run(
            Source<Either<Rejection, WithdrawalPath>, ?, ?> source) {
        conf.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        // The collecting sink's, which is another in each job.
        conf.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        return StreamExecutionEnvironment.createLocalEnvironment(1, conf)
                .fromSource(source, WatermarkStrategy.noWatermarks(), "withdrawals")
                .uid("withdrawal-listing");
    }
}
