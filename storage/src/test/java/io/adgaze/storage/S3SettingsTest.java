package io.adgaze.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.storage.S3Settings.AccessKey;
import io.adgaze.storage.S3Settings.AssumedRole;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.fs.s3native.NativeS3FileSystemFactory;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3SettingsTest {

    /** Each option that both read, a value other than its default, and where it is read to. */
    static Stream<Arguments> options() {
        return Stream.of(
                option(
                        NativeS3FileSystemFactory.ENDPOINT,
                        "http://localhost:9000",
                        s3 -> s3.endpoint().map(URI::toString).orElse(null)),
                option(
                        NativeS3FileSystemFactory.REGION,
                        "eu-central-1",
                        s3 -> s3.region().orElse(null)),
                option(NativeS3FileSystemFactory.PATH_STYLE_ACCESS, true, S3Settings::pathStyle),
                option(
                        NativeS3FileSystemFactory.ACCESS_KEY,
                        "an id",
                        s3 -> s3.accessKey().map(AccessKey::id).orElse(null)),
                option(
                        NativeS3FileSystemFactory.SECRET_KEY,
                        "a secret",
                        s3 -> s3.accessKey().map(AccessKey::secret).orElse(null)),
                option(
                        NativeS3FileSystemFactory.ASSUME_ROLE_ARN,
                        "arn:aws:iam::1:role/job",
                        s3 -> s3.role().map(AssumedRole::arn).orElse(null)),
                option(
                        NativeS3FileSystemFactory.ASSUME_ROLE_EXTERNAL_ID,
                        "an external id",
                        s3 -> s3.role().flatMap(AssumedRole::externalId).orElse(null)),
                option(
                        NativeS3FileSystemFactory.ASSUME_ROLE_SESSION_NAME,
                        "a session",
                        s3 -> s3.role().orElseThrow().sessionName()),
                option(
                        NativeS3FileSystemFactory.CONNECTION_TIMEOUT,
                        Duration.ofSeconds(7),
                        S3Settings::connectionTimeout),
                option(
                        NativeS3FileSystemFactory.SOCKET_TIMEOUT,
                        Duration.ofMinutes(90),
                        S3Settings::socketTimeout),
                option(NativeS3FileSystemFactory.MAX_RETRIES, 9, S3Settings::maxRetries));
    }

    private static <T> Arguments option(
            ConfigOption<T> option, T value, Function<S3Settings, T> read) {
        return Arguments.of(option, value, read);
    }

    /** Some options are read only where another is set. */
    private static Map<String, String> needed(ConfigOption<?> option) {
        String key = option.key();
        Map<String, String> properties = new HashMap<>();
        if (key.equals("s3.access-key")) {
            properties.put("s3.secret-key", "needed");
        } else if (key.equals("s3.secret-key")) {
            properties.put("s3.access-key", "needed");
        } else if (key.startsWith("s3.assume-role.") && !key.endsWith(".arn")) {
            properties.put("s3.assume-role.arn", "needed");
        }
        return properties;
    }

    @ParameterizedTest
    @MethodSource("options")
    <T> void eachKeyAndFallbackKeyIsThatOfFlinksFilesystem(
            ConfigOption<T> option, T value, Function<S3Settings, T> read) {
        String written =
                Configuration.fromMap(Map.of()).set(option, value).toMap().get(option.key());
        Stream.Builder<String> keys = Stream.<String>builder().add(option.key());
        option.fallbackKeys().forEach(fallback -> keys.add(((FallbackKey) fallback).getKey()));

        assertThat(keys.build())
                .allSatisfy(
                        key -> {
                            Map<String, String> properties = needed(option);
                            properties.put(key, written);
                            assertThat(read.apply(S3Settings.of(properties))).isEqualTo(value);
                        });
    }

    @ParameterizedTest
    @MethodSource("options")
    <T> void eachDefaultIsThatOfFlinksFilesystem(
            ConfigOption<T> option, T value, Function<S3Settings, T> read) {
        Map<String, String> properties = option.key().contains("-key") ? Map.of() : needed(option);

        assertThat(read.apply(S3Settings.of(properties))).isEqualTo(option.defaultValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 min",
                "30 s",
                "30s",
                " 5 ",
                "250 ms",
                "2 h",
                "1 d",
                "3 days",
                "1 minute",
                "90 seconds",
                "4 hours",
                "7 milliseconds",
                "8 micros",
                "9 nanos",
                "1 SEC",
                "PT1M30S"
            })
    void aDurationIsWrittenAsInFlink(String text) {
        assertThat(S3Settings.of(Map.of("s3.socket.timeout", text)).socketTimeout())
                .isEqualTo(TimeUtils.parseDuration(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "-1 s", "1.5 s", "1 fortnight", "1 mss", "99999999999999999999 s"})
    void whatIsNoDurationToFlinkIsNone(String text) {
        assertThatThrownBy(() -> TimeUtils.parseDuration(text));
        assertThatThrownBy(() -> S3Settings.of(Map.of("s3.socket.timeout", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("s3.socket.timeout")
                .hasMessageContaining(text);
    }

    @Test
    void halfACredentialIsRefused() {
        assertThatThrownBy(() -> S3Settings.of(Map.of("s3.access-key", "key")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("s3.secret-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9000", "ftp://host", "http://host/path"})
    void whatIsNoEndpointIsRefused(String text) {
        assertThatThrownBy(() -> S3Settings.of(Map.of("s3.endpoint", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("s3.endpoint")
                .hasMessageContaining("http://<host>:<port>");
    }

    @Test
    void whatIsNoCountOrFlagIsRefused() {
        assertThatThrownBy(() -> S3Settings.of(Map.of("s3.retry.max-num-retries", "-1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("s3.retry.max-num-retries");
        assertThatThrownBy(() -> S3Settings.of(Map.of("s3.path-style-access", "yes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("s3.path-style-access");
    }

    @Test
    void theSecretIsNotPrinted() {
        S3Settings settings =
                S3Settings.of(Map.of("s3.access-key", "an id", "s3.secret-key", "whispered"));

        assertThat(settings.toString()).contains("an id").doesNotContain("whispered");
    }
}
