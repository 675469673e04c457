package io.adgaze.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How S3 is reached.
 *
 * @param endpoint {@code http(s)://<host>[:<port>]} of a store other than Amazon's
 * @param region without one, the AWS default chain supplies it
 * @param pathStyle whether the bucket stands in the path, not in the host name
 * @param accessKey without one, the AWS default chain supplies credentials
 * @param role taken on with these credentials
 * @param connectionTimeout how long to wait for a connection
 * @param socketTimeout how long to wait for the next bytes of an answer
 * @param maxRetries how often a call is tried again
 */
public record S3Settings(
        Optional<URI> endpoint,
        Optional<String> region,
        boolean pathStyle,
        Optional<AccessKey> accessKey,
        Optional<AssumedRole> role,
        Duration connectionTimeout,
        Duration socketTimeout,
        int maxRetries) {

    /** The secret is kept out of {@link #toString}, and so out of logs. */
    public record AccessKey(String id, String secret) {

        @Override
        public String toString() {
            return "AccessKey[id=" + id + "]";
        }
    }

    /** A role of AWS's security token service. */
    public record AssumedRole(String arn, String sessionName, Optional<String> externalId) {}

    /**
     * Reads the keys of Flink's native S3 filesystem ({@code s3.endpoint}, {@code s3.region}, …),
     * with its fallback keys, defaults and notation, so that a cluster is configured once for
     * tables, checkpoints, recordings and exports. Other keys are ignored; a blank value counts as
     * none.
     *
     * @throws IllegalArgumentException naming the key that is wrong, and what would be right
     */
    public static S3Settings of(Map<String, String> properties) {
        return new S3Properties(properties).settings();
    }
}
