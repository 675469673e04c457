package io.adgaze.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.SessionPath;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.embedded.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;

/**
 * A bucket of an S3 endpoint in this process, that a test fills in the contract's layout and that
 * the job writes to. Its URIs are the same wherever the endpoint runs.
 */
public final class LandingBucket implements AutoCloseable {

    public static final String LANDING = "s3://adgaze/landing";
    public static final String ADS = "s3://adgaze/ads";
    static final String OUTPUT = "s3://adgaze/output";

    static final String SAVEPOINTS = "s3://adgaze/savepoints";

    private static final String BUCKET = "adgaze";

    private final Path folder;
    private final EmbeddedS3 s3;
    private final ObjectStore store;

    private LandingBucket(Path folder, EmbeddedS3 s3) {
        this.folder = folder;
        this.s3 = s3;
        this.store = ObjectStores.of(s3.settings());
    }

    /** An empty bucket, kept in {@code folder}. */
    public static LandingBucket start(Path folder) throws Exception {
        EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("s3"));
        s3.createBucket(BUCKET);
        // Within one JVM nothing but us tells Flink's filesystems of the endpoint.
        FileSystem.initialize(Configuration.fromMap(s3.properties()), null);
        return new LandingBucket(folder, s3);
    }

    /** What Flink needs to reach it. */
    public Configuration flinkConfiguration() {
        return Configuration.fromMap(s3.properties());
    }

    /** The job's {@link #OUTPUT}, as files. */
    Path output() {
        return files(OUTPUT);
    }

    /** What lies under an {@code s3://} URI, as files. */
    public Path files(String uri) {
        return folder.resolve("s3").resolve(uri.substring("s3://".length()));
    }

    /** Puts the samples' ad under an ad id. */
    public void landAd(String adId) throws IOException {
        put(
                LandingLayout.adUri(ADS, adId),
                LandingFolder.sample("ads/" + LandingFolder.AD_ID + ".mp4"));
    }

    /** Lands sample {@code s-demo-<number>} under a session id of its own. */
    void landSample(int number, String sessionId) throws IOException {
        landRecording(
                sessionId, LandingFolder.sample("sessions/s-demo-" + number + "/webcam.webm"));
        landManifest(LandingFolder.sampleManifest(number, sessionId));
    }

    /** Lands a recording in the samples' ad, without a manifest. */
    public void landRecording(String sessionId, byte[] recording) throws IOException {
        landRecording(LandingFolder.AD_ID, sessionId, recording);
    }

    void landRecording(String adId, String sessionId, byte[] recording) throws IOException {
        put(session(adId, sessionId) + "webcam.webm", recording);
    }

    /** Lands a manifest where its ids say. */
    public void landManifest(ObjectNode manifest) throws IOException {
        String at = session(manifest.get("ad_id").asText(), manifest.get("session_id").asText());
        put(at + LandingLayout.MANIFEST, manifest.toString().getBytes(UTF_8));
    }

    /** The sessions whose manifests lie where the layout has them. */
    public List<String> sessions() throws IOException {
        return store.list(LANDING + "/")
                .flatMap(object -> LandingLayout.parse(object.uri()).stream())
                .filter(SessionPath::isManifest)
                .map(SessionPath::sessionId)
                .toList();
    }

    private static String session(String adId, String sessionId) {
        return LandingLayout.sessionFolder(LANDING, adId, sessionId);
    }

    /** Puts any object. */
    public void put(String uri, byte[] content) throws IOException {
        store.write(uri, Files.write(folder.resolve("upload"), content));
    }

    @Override
    public void close() throws IOException {
        FileSystem.initialize(new Configuration(), null);
        store.close();
        s3.close();
    }
}
