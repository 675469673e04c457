package io.adgaze.connectors.landing;

import io.adgaze.records.LandedObject;
import io.adgaze.records.Rejection;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.Path;
import org.apache.flink.types.Either;

/**
 * Finds landed objects by listing the landing prefix, through Flink's own filesystem; no object is
 * read. Emits each object of a session, and a rejection of each manifest that lies elsewhere, once
 * per job.
 *
 * <p>Monitoring keeps each path ever seen in its checkpoints (about 86 bytes a path): leave it for
 * S3 events before there are millions.
 */
public final class LandingListing {

    private static final Pattern BUCKET_ROOT = Pattern.compile("s3a?://[^/]*/*");

    private LandingListing() {}

    /** What lies there now, and no more. */
    public static Source<Either<Rejection, LandedObject>, ?, ?> bounded(String landingUri) {
        return builder(landingUri, LandingEnumerator::once).build();
    }

    /** What lies there now and what comes, looked for at each interval. */
    public static Source<Either<Rejection, LandedObject>, ?, ?> monitoring(
            String landingUri, Duration interval) {
        return builder(landingUri, LandingEnumerator::waiting)
                .monitorContinuously(interval)
                .build();
    }

    private static FileSource.FileSourceBuilder<Either<Rejection, LandedObject>> builder(
            String landingUri, FileEnumerator.Provider enumerator) {
        if (BUCKET_ROOT.matcher(landingUri).matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + landingUri
                            + "' is a bucket's root, which Flink's S3 filesystem cannot list; land"
                            + " under a prefix such as s3://<bucket>/landing");
        }
        return FileSource.forBulkFileFormat(new LandedObjectFormat(), new Path(landingUri))
                .setFileEnumerator(enumerator);
    }
}
