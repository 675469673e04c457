package io.adgaze.capture;

import io.adgaze.capture.studies.Ad;
import io.adgaze.capture.studies.AdLibrary;
import io.adgaze.capture.studies.Invitations;
import io.adgaze.capture.studies.ReturnAddresses;
import io.adgaze.capture.studies.Studies;
import io.adgaze.capture.studies.Study;
import io.adgaze.capture.studies.StudyState;
import io.adgaze.records.Purpose;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.embedded.EmbeddedS3;
import io.adgaze.video.TestVideos;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The server, on a PostgreSQL and an S3 endpoint of its own, which all tests share. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class ServerTest {

    private static final String BUCKET = "adgaze";
    protected static final String S3 = "s3://" + BUCKET;
    private static final Path HOME = temporaryFolder();
    private static final EmbeddedS3 STORE = startStore();
    private static final int PORT = freePort();

    protected static final long AD_MS = 2000;

    @LocalServerPort protected int port;
    @Autowired protected JdbcClient database;
    @Autowired protected ObjectStore objects;
    @Autowired protected Studies studies;
    @Autowired protected Invitations invitations;
    @Autowired private AdLibrary ads;

    @DynamicPropertySource
    static void places(DynamicPropertyRegistry properties) {
        properties.add("adgaze.home", HOME::toString);
        // A passkey is bound to the server's address, which has to be known before it starts.
        properties.add("server.port", () -> PORT);
        properties.add("adgaze.public-url", () -> "http://localhost:" + PORT);
        properties.add("adgaze.landing", () -> S3 + "/sessions");
        properties.add("adgaze.ads", () -> S3 + "/ads");
        properties.add("adgaze.withdrawals", () -> S3 + "/withdrawals");
        STORE.properties()
                .forEach(
                        (key, value) ->
                                properties.add(
                                        "adgaze.s3." + key.substring("s3.".length()), () -> value));
    }

    /** The server's folder; the bucket is a folder in {@code s3} in it. */
    protected static Path home() {
        return HOME;
    }

    /** How to reach the store, as {@code s3.*} keys. */
    protected static Map<String, String> storeProperties() {
        return STORE.properties();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("adgaze-capture");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedS3 startStore() {
        try {
            EmbeddedS3 store = EmbeddedS3.startForBrowsers(HOME.resolve("s3"));
            store.createBucket(BUCKET);
            return store;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    protected TestBrowser browser() {
        return new TestBrowser("http://localhost:" + port);
    }

    /** A study of all purposes that takes ten viewers, and whoever owns it. */
    protected Study study() throws Exception {
        return study(new StudyState(false, false, false), 10);
    }

    protected Study study(StudyState state, int targetViewers) throws Exception {
        return study(
                state,
                targetViewers,
                TestVideos.mp4(
                        Files.createTempFile("ad", ".mp4"),
                        TestVideos.every(40, (int) (AD_MS / 40))));
    }

    /** One whose ad is {@code video}. */
    protected Study study(StudyState state, int targetViewers, Path video) throws Exception {
        Ad ad = ads.add(video);
        Study study =
                new Study(
                        "study-" + UUID.randomUUID(),
                        operator(),
                        "Test",
                        "campaign-1",
                        ad,
                        EnumSet.allOf(Purpose.class),
                        Set.of("en", "de"),
                        targetViewers,
                        30,
                        null,
                        new ReturnAddresses(
                                "https://panel.example/complete?p=1",
                                "https://panel.example/out",
                                null),
                        state);
        studies.add(study);
        return study;
    }

    private UUID operator() {
        UUID operator = UUID.randomUUID();
        database.sql("INSERT INTO operators VALUES (?, ?, 'none', 0, NULL, ?)")
                .params(operator, operator + "@example.org", Timestamp.from(Instant.now()))
                .update();
        return operator;
    }

    protected String invite(Study study) {
        return "/i/" + invitations.add(study.studyId(), "test", 0).token();
    }
}
