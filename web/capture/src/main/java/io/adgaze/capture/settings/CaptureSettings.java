package io.adgaze.capture.settings;

import io.adgaze.storage.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys under {@code adgaze} in the server's configuration.
 *
 * @param home a folder for what the server keeps where nothing else is configured
 * @param publicUrl how browsers reach this server; links begin with it
 * @param landing where sessions land, {@code s3://bucket/prefix} or a folder
 * @param ads where ads lie, likewise
 * @param withdrawals where withdrawals land, likewise
 * @param output where the job writes its tables; without it the funnel ends at what landed
 * @param s3 the keys of {@link S3Settings} without their {@code s3.}
 * @param s3PublicEndpoint the store's endpoint as browsers reach it, where that is another than the
 *     server's way to it
 * @param maxRecordingBytes of all recordings of a session together
 * @param mailFrom the sender of mails
 * @param trial whether pages say that this is for trying
 */
@ConfigurationProperties("adgaze")
public record CaptureSettings(
        Path home,
        URI publicUrl,
        String landing,
        String ads,
        String withdrawals,
        @Nullable String output,
        @DefaultValue Map<String, String> s3,
        @Nullable String s3PublicEndpoint,
        long maxRecordingBytes,
        @DefaultValue("no-reply@localhost") String mailFrom,
        @DefaultValue("false") boolean trial) {

    private static final String ENDPOINT = "s3.endpoint";

    /** Whether recordings land in S3, and browsers send them there. */
    public boolean landsInS3() {
        return landing.startsWith("s3://") || landing.startsWith("s3a://");
    }

    /** How the server reaches the store. */
    public S3Settings store() {
        return S3Settings.of(storeProperties());
    }

    /** How browsers reach the store. */
    public S3Settings storeForBrowsers() {
        Map<String, String> properties = storeProperties();
        if (s3PublicEndpoint != null) {
            properties.put(ENDPOINT, s3PublicEndpoint);
        }
        return S3Settings.of(properties);
    }

    /** The endpoint that browsers send recordings to; empty for Amazon's, and for a folder. */
    public Optional<URI> browsersEndpoint() {
        return landsInS3() ? storeForBrowsers().endpoint() : Optional.empty();
    }

    /** An absolute address of a page of this server. */
    public String address(String path) {
        String base = publicUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    private Map<String, String> storeProperties() {
        Map<String, String> properties = new HashMap<>();
        s3.forEach((key, value) -> properties.put("s3." + key, value));
        return properties;
    }
}
