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

    /**
     * A session that has not landed so long after consent is given up. Browsers keep a recording as
     * long (static/js/kept.js).
     */
    public static final Duration ABANDONED_AFTER = Duration.ofDays(7);

    private UploadLimits() {}
}
