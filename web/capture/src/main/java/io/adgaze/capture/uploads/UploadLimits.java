package io.adgaze.capture.uploads;

import java.time.Duration;

/** What a session may send, beside the configured total. */
public final class UploadLimits {

    /** Of each part but the last: the least that S3 takes, 5 MiB. */
    public static final int PART_BYTES = 5_242_880;

    /** How long a signed request lasts. */
    static final Duration SIGNED_FOR = Duration.ofMinutes(15);

    /** A camera that comes and goes more often is not worth measuring. */
    static final int MAX_RECORDINGS = 20;

    private UploadLimits() {}
}
