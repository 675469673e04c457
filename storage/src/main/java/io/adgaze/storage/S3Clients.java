package io.adgaze.storage;

import java.time.Duration;
import java.util.Optional;
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
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Makes the SDK's clients from {@link S3Settings}: the one place that turns endpoint, region,
 * addressing, timeouts and credentials into what the SDK understands.
 */
final class S3Clients {

    /** Bounds a whole call, retries included: a part of 16 MiB passes a line of 0.5 Mbit/s. */
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(5);

    private S3Clients() {}

    /** The caller closes it. */
    static S3Client client(S3Settings settings) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .httpClientBuilder(
                                Apache5HttpClient.builder()
                                        .connectionTimeout(settings.connectionTimeout())
                                        .socketTimeout(settings.socketTimeout()))
                        .overrideConfiguration(
                                override ->
                                        override.apiCallTimeout(CALL_TIMEOUT)
                                                .retryStrategy(retries(settings)))
                        .forcePathStyle(settings.pathStyle())
                        .credentialsProvider(credentials(settings));
        settings.region().map(Region::of).ifPresent(builder::region);
        // Stores other than AWS's own need not know the checksums that newer SDKs add unasked.
        settings.endpoint()
                .ifPresent(
                        endpoint ->
                                builder.endpointOverride(endpoint)
                                        .requestChecksumCalculation(
                                                RequestChecksumCalculation.WHEN_REQUIRED)
                                        .responseChecksumValidation(
                                                ResponseChecksumValidation.WHEN_REQUIRED));
        try {
            return builder.build();
        } catch (SdkClientException e) {
            throw notSetUp(e);
        }
    }

    /** Signs for the endpoint of {@code settings}; the caller closes it. */
    static S3Presigner presigner(S3Settings settings) {
        S3Presigner.Builder builder =
                S3Presigner.builder()
                        .serviceConfiguration(
                                S3Configuration.builder()
                                        .pathStyleAccessEnabled(settings.pathStyle())
                                        .build())
                        .credentialsProvider(credentials(settings));
        settings.region().map(Region::of).ifPresent(builder::region);
        settings.endpoint().ifPresent(builder::endpointOverride);
        try {
            return builder.build();
        } catch (SdkClientException e) {
            throw notSetUp(e);
        }
    }

    private static IllegalArgumentException notSetUp(SdkClientException e) {
        return new IllegalArgumentException(
                "Cannot set up S3. Set s3.region, or AWS_REGION: " + e.getMessage(), e);
    }

    private static StandardRetryStrategy retries(S3Settings settings) {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(1 + settings.maxRetries())
                .build();
    }

    private static AwsCredentialsProvider credentials(S3Settings settings) {
        Optional<S3Settings.AssumedRole> role = settings.role();
        return role.isPresent() ? assumedRole(settings, role.get()) : ownCredentials(settings);
    }

    private static AwsCredentialsProvider ownCredentials(S3Settings settings) {
        Optional<S3Settings.AccessKey> key = settings.accessKey();
        if (key.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(key.get().id(), key.get().secret()));
    }

    private static AwsCredentialsProvider assumedRole(
            S3Settings settings, S3Settings.AssumedRole role) {
        var sts = StsClient.builder().credentialsProvider(ownCredentials(settings));
        settings.region().map(Region::of).ifPresent(sts::region);
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts.build())
                .refreshRequest(
                        request ->
                                request.roleArn(role.arn())
                                        .roleSessionName(role.sessionName())
                                        .externalId(role.externalId().orElse(null)))
                .build();
    }
}
