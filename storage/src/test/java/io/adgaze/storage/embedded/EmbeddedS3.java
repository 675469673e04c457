package io.adgaze.storage.embedded;

import io.adgaze.storage.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 endpoint in this process, over a folder; each request must be signed (AWS Signature V4).
 */
public final class EmbeddedS3 implements AutoCloseable {

    public static final String REGION = "us-east-1";
    public static final String ACCESS_KEY = "embedded-access-key";
    public static final String SECRET_KEY = "embedded-secret-key";

    private final S3Proxy proxy;
    private final Path folder;

    private EmbeddedS3(S3Proxy proxy, Path folder) {
        this.proxy = proxy;
        this.folder = folder;
    }

    /** Starts on a free port; a bucket is a folder in {@code folder}. */
    public static EmbeddedS3 start(Path folder) throws Exception {
        return start(folder, CrossOriginResourceSharing.disabled());
    }

    /** Likewise, for pages of other origins too, as whose browsers upload with signed requests. */
    public static EmbeddedS3 startForBrowsers(Path folder) throws Exception {
        return start(folder, new CrossOriginResourceSharing());
    }

    private static EmbeddedS3 start(Path folder, CrossOriginResourceSharing origins)
            throws Exception {
        Files.createDirectories(folder);
        S3Proxy proxy =
                S3Proxy.builder()
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .corsRules(origins)
                        .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                        .blobStore(new FilesystemNio2BlobStore(folder.toAbsolutePath().toString()))
                        .build();
        proxy.start();
        return new EmbeddedS3(proxy, folder);
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    /** Makes a bucket where there is none. */
    public void createBucket(String name) throws IOException {
        Files.createDirectories(folder.resolve(name));
    }

    /** What Flink's S3 filesystem and {@code S3Settings} need to reach it. */
    public Map<String, String> properties() {
        return Map.of(
                "s3.endpoint", endpoint().toString(),
                "s3.region", REGION,
                "s3.path-style-access", "true",
                "s3.access-key", ACCESS_KEY,
                "s3.secret-key", SECRET_KEY);
    }

    /** Its {@link #properties}, read. */
    public S3Settings settings() {
        return S3Settings.of(properties());
    }

    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IOException("The embedded S3 endpoint did not stop", e);
        }
    }
}
