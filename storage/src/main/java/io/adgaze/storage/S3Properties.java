package io.adgaze.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@link S3Settings} under the keys of Flink's native S3 filesystem. */
final class S3Properties {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int MAX_RETRIES = 3;
    private static final String SESSION_NAME = "flink-s3-session";

    private static final Pattern HTTP = Pattern.compile("https?://[^/]+/?");

    private final Map<String, String> properties;

    S3Properties(Map<String, String> properties) {
        this.properties = properties;
    }

    S3Settings settings() {
        return new S3Settings(
                endpoint("s3.endpoint"),
                text("s3.region"),
                flag("s3.path-style-access", "s3.path.style.access"),
                accessKey(),
                role(),
                timeout("s3.connection.timeout"),
                timeout("s3.socket.timeout"),
                retries("s3.retry.max-num-retries"));
    }

    private Optional<S3Settings.AccessKey> accessKey() {
        Optional<String> id = text("s3.access-key", "s3.access.key");
        Optional<String> secret = text("s3.secret-key", "s3.secret.key");
        if (id.isPresent() != secret.isPresent()) {
            throw new IllegalArgumentException(
                    "Only one of s3.access-key and s3.secret-key is set; set both, or neither to"
                            + " use the AWS default chain.");
        }
        return id.map(given -> new S3Settings.AccessKey(given, secret.orElseThrow()));
    }

    private Optional<S3Settings.AssumedRole> role() {
        return text("s3.assume-role.arn")
                .map(
                        arn ->
                                new S3Settings.AssumedRole(
                                        arn,
                                        text("s3.assume-role.session-name").orElse(SESSION_NAME),
                                        text("s3.assume-role.external-id")));
    }

    private Optional<URI> endpoint(String key) {
        Optional<String> endpoint = text(key);
        if (endpoint.isPresent() && !HTTP.matcher(endpoint.get()).matches()) {
            throw wrong(key, endpoint.get(), "http://<host>:<port> or https://<host>");
        }
        return endpoint.map(URI::create);
    }

    private boolean flag(String key, String fallbackKey) {
        String value = text(key, fallbackKey).orElse("false");
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, value, "true or false");
        };
    }

    private Duration timeout(String key) {
        String value = text(key).orElse(null);
        if (value == null) {
            return TIMEOUT;
        }
        return FlinkDuration.parse(value).orElseThrow(() -> wrong(key, value, "such as 30 s"));
    }

    private int retries(String key) {
        String value = text(key).orElse(Integer.toString(MAX_RETRIES));
        try {
            return Integer.parseUnsignedInt(value.strip());
        } catch (NumberFormatException e) {
            throw wrong(key, value, "a whole number, not negative");
        }
    }

    /** The value of the first of {@code keys} that has one. */
    private Optional<String> text(String... keys) {
        return Stream.of(keys)
                .map(properties::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }

    private static IllegalArgumentException wrong(String key, String value, String right) {
        return new IllegalArgumentException(
                "'" + value + "' is no value for " + key + "; write " + right);
    }
}
