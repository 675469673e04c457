package io.adgaze.connectors.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.adgaze.connectors.ReportedMetrics;
import io.adgaze.records.LandedObject;
import io.adgaze.records.Rejection;
import io.adgaze.records.VisibleText;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.embedded.EmbeddedS3;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The listing over a bucket that holds any keys, and fails when told to. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ListingReaderITCase {

    private static final String LANDING = "s3://bucket/landing";
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final MemoryStore store = new MemoryStore();
    private final Configuration conf = new Configuration();

    @TempDir private Path folder;

    /** Each of them ended or never ended a listing once, or might. */
    private static final List<String> STRANGE_KEYS =
            List.of(
                    "/",
                    "//",
                    "/./x",
                    "./x",
                    "../x",
                    "a/../../x",
                    "a:b",
                    ":",
                    "%2F",
                    "%",
                    " ",
                    "\n",
                    "\u0001",
                    "ä\uD83D\uDE00",
                    "\uD800",
                    "x".repeat(1000),
                    "/".repeat(1000),
                    "ad_id=a-1/session=s-1/",
                    "ad_id=a-1//session=s-1/webcam.webm",
                    "webcam.webm");

    @Test
    void noKeyKeepsANeighbourFromBeingFound() throws Exception {
        List<String> sessions = new ArrayList<>();
        List<String> strays = new ArrayList<>();
        for (String key : STRANGE_KEYS) {
            sessions.add(landed("ad_id=a-1/session=s-" + sessions.size() + "/manifest.json"));
            landed(key);
            strays.add(VisibleText.of(landed(key + "/manifest.json")));
        }

        var found = run(LandingListing.bounded(LANDING, store.factory())).executeAndCollect(1000);

        assertThat(found)
                .filteredOn(Either::isRight)
                .extracting(object -> object.right().uri())
                .containsExactlyElementsOf(sessions);
        assertThat(found)
                .filteredOn(Either::isLeft)
                .extracting(rejected -> rejected.left().key())
                .containsExactlyElementsOf(strays);
    }

    @Test
    void moreThanABatchIsFoundOnce() throws Exception {
        List<String> sessions =
                IntStream.rangeClosed(0, 2 * Listing.BATCH_SIZE)
                        .mapToObj(i -> landed("ad_id=a-1/session=s-" + i + "/manifest.json"))
                        .toList();
        try (var found = monitored()) {
            for (String session : sessions) {
                assertThat(found.next().right().uri()).isEqualTo(session);
            }
            String later = landed("ad_id=a-1/session=later/manifest.json");
            assertThat(found.next().right().uri()).isEqualTo(later);
        }
    }

    @Test
    void anObjectCarriesWhenItWasWrittenAndHowLargeItIs() throws Exception {
        landed("ad_id=a-1/session=s-1/manifest.json");

        LandedObject found =
                run(LandingListing.bounded(LANDING, store.factory()))
                        .executeAndCollect(1)
                        .get(0)
                        .right();

        assertThat(found.detectedAtMs()).isEqualTo(1_000);
        assertThat(found.version()).as("as in savepoints of 0.1.0").isEqualTo("1000-10");
    }

    @Test
    void aListingThatFailsIsFollowedByAnother() throws Exception {
        ReportedMetrics metrics = new ReportedMetrics();
        metrics.listenTo(conf);
        String before = landed("ad_id=a-1/session=s-1/manifest.json");
        store.fail("connection reset");
        try (var found = monitored()) {
            assertThat(found.next().right().uri()).as("ahead of the fault").isEqualTo(before);
            await().untilAsserted(
                            () -> assertThat(metrics.counted("listing_failures")).isPositive());
            assertThat(metrics.counted("listings_completed")).isZero();
            store.recover();
            await().untilAsserted(
                            () -> assertThat(metrics.counted("listings_completed")).isPositive());
            String after = landed("ad_id=a-1/session=s-2/manifest.json");

            assertThat(found.next().right().uri()).isEqualTo(after);
        }
    }

    @Test
    void aListingThatFailsInABoundedRunFailsTheRun() {
        landed("ad_id=a-1/session=s-1/manifest.json");
        store.fail("connection reset");

        assertThatThrownBy(
                        () ->
                                run(LandingListing.bounded(LANDING, store.factory()))
                                        .executeAndCollect(2))
                .hasStackTraceContaining("connection reset");
    }

    @Test
    void whatTheStoreRefusesFailsTheJobWithTheRemedy() throws Exception {
        try (EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("s3"))) {
            conf.addAll(Configuration.fromMap(s3.properties()));

            assertThatThrownBy(
                            () ->
                                    run(LandingListing.monitoring(LANDING, INTERVAL))
                                            .executeAndCollect(1))
                    .hasStackTraceContaining("Cannot list " + LANDING + "/")
                    .hasStackTraceContaining("Create it, or correct the URI");
        }
    }

    /** Those that an endpoint over a folder can hold. */
    @Test
    void keysOfABucketAreFoundAsTheyAre() throws Exception {
        List<String> strange = List.of("a:b", ":", "%2F", "%", " ", "+", "&<", "ä\uD83D\uDE00");
        String session = "s3://bucket/ad_id=a-1/session=s-1/manifest.json";
        try (EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("s3"));
                ObjectStore bucket = ObjectStores.of(s3.settings())) {
            conf.addAll(Configuration.fromMap(s3.properties()));
            s3.createBucket("bucket");
            Path file = Files.writeString(folder.resolve("upload"), "{}");
            bucket.write(session, file);
            for (String name : strange) {
                bucket.write("s3://bucket/" + name + "/manifest.json", file);
            }

            var found = run(LandingListing.bounded("s3://bucket")).executeAndCollect(100);

            assertThat(found)
                    .filteredOn(Either::isRight)
                    .extracting(object -> object.right().uri())
                    .containsExactly(session);
            assertThat(found)
                    .filteredOn(Either::isLeft)
                    .extracting(rejected -> rejected.left().key())
                    .containsExactlyInAnyOrderElementsOf(
                            strange.stream()
                                    .map(name -> "s3://bucket/" + name + "/manifest.json")
                                    .toList());
        }
    }

    @Test
    void goesOnWhereASavepointWasTaken() throws Exception {
        landed("ad_id=a-1/session=s-1/manifest.json");
        landed("stray/manifest.json");
        try (var found = monitored()) {
            found.next();
            found.next();
            conf.set(StateRecoveryOptions.SAVEPOINT_PATH, found.stop(folder));
        }
        String meanwhile = landed("ad_id=a-1/session=s-0/manifest.json");

        try (var found = monitored()) {
            assertThat(found.next().right().uri()).isEqualTo(meanwhile);
            String later = landed("ad_id=a-1/session=s-3/manifest.json");
            assertThat(found.next().right().uri()).isEqualTo(later);
        }
    }

    /** The key's URI. */
    private String landed(String key) {
        String uri = LANDING + "/" + key;
        store.land(uri);
        return uri;
    }

    private Monitored<Either<Rejection, LandedObject>> monitored() throws Exception {
        return Monitored.start(run(LandingListing.monitoring(LANDING, INTERVAL, store.factory())));
    }

    private DataStream<Either<Rejection, LandedObject>> run(
            Source<Either<Rejection, LandedObject>, ?, ?> source) {
        conf.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        // The collecting sink's, which is another in each job.
        conf.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        return StreamExecutionEnvironment.createLocalEnvironment(1, conf)
                .fromSource(source, WatermarkStrategy.noWatermarks(), "landing")
                .uid("landing-listing");
    }
}
