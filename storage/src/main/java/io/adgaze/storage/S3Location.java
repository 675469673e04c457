package io.adgaze.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket and a key, or the beginning of keys; both literal, never percent-encoded.
 *
 * @param bucketUri {@code s3://<bucket>/}, or with the scheme {@code s3a} where it was written so
 */
record S3Location(String bucketUri, String bucket, String key) {

    private static final Pattern OBJECT =
            Pattern.compile("(?<uri>s3a?://(?<bucket>[^/]+)/)(?<key>.+)", Pattern.DOTALL);

    private static final Pattern PREFIX =
            Pattern.compile("(?<uri>s3a?://(?<bucket>[^/]+)/)(?<key>.*)", Pattern.DOTALL);

    static S3Location of(String uri) {
        return parse(OBJECT, uri, "an S3 object; write s3://<bucket>/<key>");
    }

    /** The key may be empty: all of the bucket. */
    static S3Location ofPrefix(String uri) {
        return parse(PREFIX, uri, "what lies in an S3 bucket; write s3://<bucket>/<prefix>");
    }

    private static S3Location parse(Pattern pattern, String uri, String meant) {
        Matcher form = pattern.matcher(uri);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + uri + "' does not name " + meant);
        }
        return new S3Location(form.group("uri"), form.group("bucket"), form.group("key"));
    }
}
