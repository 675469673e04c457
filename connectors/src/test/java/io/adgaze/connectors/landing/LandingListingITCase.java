package io.adgaze.connectors.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.records.LandedObject;
import io.adgaze.records.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Either;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LandingListingITCase {

    @RegisterExtension static final MiniClusterExtension FLINK = new MiniClusterExtension();

    @TempDir Path landing;

    @BeforeEach
    void land() throws IOException {
        land("ad_id=a-1/session=s-1/webcam.webm", "0123456789");
        land("ad_id=a-1/session=s-1/manifest.json", "not JSON: it is not read");
    }

    @Test
    void listsWhatLiesWhereSessionsLandAndManifestsAnywhere() throws Exception {
        land("ad_id=a-1/session=s-1/part/2.webm", "");
        land("ad_id=a-1/session=_2/manifest.json", "{}");
        land("ad_id=a-1/readme.txt", "");
        land("ads/a-1.mp4", "");
        land("ad=a-1/s-3/webcam.webm", "");
        land("ad=a-1/s-3/manifest.json", "{}");

        List<Either<Rejection, LandedObject>> found =
                listed(LandingListing.bounded(landing.toString())).executeAndCollect(10);

        assertThat(found)
                .filteredOn(Either::isLeft)
                .extracting(one -> one.left().key())
                .containsExactly("file:" + landing + "/ad=a-1/s-3/manifest.json");
        List<LandedObject> objects =
                found.stream().filter(Either::isRight).map(Either::right).toList();
        assertThat(objects)
                .extracting(LandedObject::uri)
                .containsExactlyInAnyOrder(
                        "file:" + landing + "/ad_id=a-1/session=s-1/webcam.webm",
                        "file:" + landing + "/ad_id=a-1/session=s-1/manifest.json",
                        "file:" + landing + "/ad_id=a-1/session=s-1/part/2.webm",
                        "file:" + landing + "/ad_id=a-1/session=_2/manifest.json");
        assertThat(objects)
                .filteredOn(object -> object.uri().endsWith("s-1/webcam.webm"))
                .extracting(LandedObject::version)
                .containsExactly(
                        Files.getLastModifiedTime(
                                                landing.resolve(
                                                        "ad_id=a-1/session=s-1/webcam.webm"))
                                        .toMillis()
                                + "-10");
        assertThat(objects)
                .as("landed when they were last written")
                .allMatch(o -> o.version().startsWith(o.detectedAtMs() + "-"));
    }

    @Test
    @Timeout(60)
    void monitoringFindsWhatComesLater() throws Exception {
        var source = LandingListing.monitoring(landing.toString(), Duration.ofMillis(100));
        try (CloseableIterator<Either<Rejection, LandedObject>> objects =
                listed(source).executeAndCollect()) {
            assertThat(List.of(objects.next().right().uri(), objects.next().right().uri()))
                    .allMatch(uri -> uri.contains("session=s-1"));

            land("ad_id=a-1/session=s-2/manifest.json", "{}");

            assertThat(objects.next().right().uri())
                    .isEqualTo("file:" + landing + "/ad_id=a-1/session=s-2/manifest.json");
        }
    }

    @Test
    void nothingLandedIsSaidWhereNothingMoreIsAwaited() {
        String nowhere = landing.resolve("nowhere").toString();

        assertThatThrownBy(() -> listed(LandingListing.bounded(nowhere)).executeAndCollect(1))
                .hasStackTraceContaining("Nothing has landed under")
                .hasStackTraceContaining(nowhere);
    }

    @Test
    void aBucketsRootCanBeListed() throws Exception {
        MemoryStore store = new MemoryStore();
        store.land("s3://bucket/ad_id=a-1/session=s-1/manifest.json");
        store.land("s3://bucket-of-others/ad_id=a-1/session=s-2/manifest.json");

        for (String root : List.of("s3://bucket", "s3://bucket/")) {
            assertThat(uris(LandingListing.bounded(root, store.factory())))
                    .containsExactly("s3://bucket/ad_id=a-1/session=s-1/manifest.json");
        }
    }

    @Test
    @Timeout(60)
    void thePrefixMayAppearLater() throws Exception {
        var source =
                LandingListing.monitoring(
                        landing.resolve("later").toString(), Duration.ofMillis(100));
        try (CloseableIterator<Either<Rejection, LandedObject>> objects =
                listed(source).executeAndCollect()) {
            land("later/ad_id=a-1/session=s-1/manifest.json", "{}");

            assertThat(objects.next().right().path().isManifest()).isTrue();
        }
    }

    private static List<String> uris(Source<Either<Rejection, LandedObject>, ?, ?> source)
            throws Exception {
        return listed(source).executeAndCollect(100).stream()
                .map(found -> found.isLeft() ? found.left().key() : found.right().uri())
                .toList();
    }

    private static DataStream<Either<Rejection, LandedObject>> listed(
            Source<Either<Rejection, LandedObject>, ?, ?> source) {
        return StreamExecutionEnvironment.getExecutionEnvironment()
                .fromSource(source, WatermarkStrategy.noWatermarks(), "landing");
    }

    private void land(String object, String content) throws IOException {
        Path file = landing.resolve(object);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
