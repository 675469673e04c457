package io.adgaze.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bucket and a key; the key is literal, never percent-encoded. */
record S3Location(String bucket, String key) {

    private static final Pattern FORM = Pattern.compile("s3a?://([^/]+)/(.+)", Pattern.DOTALL);

    static S3Location of(String uri) {
        Matcher form = FORM.matcher(uri);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + uri + "' does not name an S3 object; write s3://<bucket>/<key>");
        }
        return new S3Location(form.group(1), form.group(2));
    }
}
