package io.adgaze.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Makes object stores from Flink's configuration: the one place that knows endpoint, region,
 * addressing, timeouts and credentials.
 *
 * <p>The keys and defaults are those that Flink's native S3 filesystem reads, so that a cluster is
 * configured once for tables, checkpoints, recordings and exports. Without {@code s3.access-key}
 * the AWS default chain supplies credentials; without {@code s3.region} it supplies the region.
 */
public final class ObjectStores {

    static final ConfigOption<String> ENDPOINT =
            ConfigOptions.key("s3.endpoint").stringType().noDefaultValue();
    static final ConfigOption<String> REGION =
            ConfigOptions.key("s3.region").stringType().noDefaultValue();
    static final ConfigOption<Boolean> PATH_STYLE_ACCESS =
            ConfigOptions.key("s3.path-style-access")
                    .booleanType()
                    .defaultValue(false)
                    .withFallbackKeys("s3.path.style.access");
    static final ConfigOption<String> ACCESS_KEY =
            ConfigOptions.key("s3.access-key")
                    .stringType()
                    .noDefaultValue()
                    .withFallbackKeys("s3.access.key");
    static final ConfigOption<String> SECRET_KEY =
            ConfigOptions.key("s3.secret-key")
                    .stringType()
                    .noDefaultValue()
                    .withFallbackKeys("s3.secret.key");
    static final ConfigOption<String> ASSUME_ROLE_ARN =
            ConfigOptions.key("s3.assume-role.arn").stringType().noDefaultValue();
    static final ConfigOption<String> ASSUME_ROLE_EXTERNAL_ID =
            ConfigOptions.key("s3.assume-role.external-id").stringType().noDefaultValue();
    static final ConfigOption<String> ASSUME_ROLE_SESSION_NAME =
            ConfigOptions.key("s3.assume-role.session-name")
                    .stringType()
                    .defaultValue("flink-s3-session");
    static final ConfigOption<Duration> CONNECTION_TIMEOUT =
            ConfigOptions.key("s3.connection.timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(1));
    static final ConfigOption<Duration> SOCKET_TIMEOUT =
            ConfigOptions.key("s3.socket.timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(1));
    static final ConfigOption<Integer> MAX_RETRIES =
            ConfigOptions.key("s3.retry.max-num-retries").intType().defaultValue(3);

    /** Bounds a whole call, retries included: a part of 16 MiB passes a line of 0.5 Mbit/s. */
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(5);

    private static final Pattern HTTP = Pattern.compile("https?://[^/]+/?");

    private ObjectStores() {}

    /**
     * A store for {@code s3://}, {@code s3a://}, {@code file:} and plain paths. The caller closes
     * it.
     *
     * @param flinkConf the configuration of the process that reads: in an operator, the
     *     TaskManager's
     */
    public static ObjectStore of(Configuration flinkConf) {
        return new SchemeObjectStore(() -> new S3ObjectStore(s3Client(flinkConf)));
    }

    private static S3Client s3Client(Configuration conf) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .httpClientBuilder(
                                Apache5HttpClient.builder()
                                        .connectionTimeout(conf.get(CONNECTION_TIMEOUT))
                                        .socketTimeout(conf.get(SOCKET_TIMEOUT)))
                        .overrideConfiguration(
                                override ->
                                        override.apiCallTimeout(CALL_TIMEOUT)
                                                .retryStrategy(
                                                        AwsRetryStrategy.standardRetryStrategy()
                                                                .toBuilder()
                                                                .maxAttempts(
                                                                        1 + conf.get(MAX_RETRIES))
                                                                .build()))
                        .forcePathStyle(conf.get(PATH_STYLE_ACCESS))
                        .credentialsProvider(credentials(conf));
        conf.getOptional(REGION).map(Region::of).ifPresent(builder::region);
        conf.getOptional(ENDPOINT).ifPresent(endpoint -> useEndpoint(builder, endpoint));
        try {
            return builder.build();
        } catch (SdkClientException e) {
            throw new IllegalConfigurationException(
                    "Cannot set up S3. Set s3.region in Flink's configuration, or AWS_REGION: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Stores other than AWS's own need not know the checksums that newer SDKs add unasked. */
    private static void useEndpoint(S3ClientBuilder builder, String endpoint) {
        if (!HTTP.matcher(endpoint).matches()) {
            throw new IllegalConfigurationException(
                    "'"
                            + endpoint
                            + "' in "
                            + ENDPOINT.key()
                            + " is no endpoint; write http://<host>:<port> or https://<host>");
        }
        builder.endpointOverride(URI.create(endpoint))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }

    private static AwsCredentialsProvider credentials(Configuration conf) {
        Optional<String> role = conf.getOptional(ASSUME_ROLE_ARN);
        return role.isPresent() ? assumedRole(conf, role.get()) : ownCredentials(conf);
    }

    private static AwsCredentialsProvider ownCredentials(Configuration conf) {
        Optional<String> accessKey = conf.getOptional(ACCESS_KEY);
        Optional<String> secretKey = conf.getOptional(SECRET_KEY);
        if (accessKey.isPresent() != secretKey.isPresent()) {
            throw new IllegalConfigurationException(
                    "Only one of s3.access-key and s3.secret-key is set in Flink's configuration;"
                            + " set both, or neither to use the AWS default chain.");
        }
        if (accessKey.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(accessKey.get(), secretKey.get()));
    }

    private static AwsCredentialsProvider assumedRole(Configuration conf, String role) {
        var sts = StsClient.builder().credentialsProvider(ownCredentials(conf));
        conf.getOptional(REGION).map(Region::of).ifPresent(sts::region);
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts.build())
                .refreshRequest(
                        request ->
                                request.roleArn(role)
                                        .roleSessionName(conf.get(ASSUME_ROLE_SESSION_NAME))
                                        .externalId(
                                                conf.getOptional(ASSUME_ROLE_EXTERNAL_ID)
                                                        .orElse(null)))
                .build();
    }
}
