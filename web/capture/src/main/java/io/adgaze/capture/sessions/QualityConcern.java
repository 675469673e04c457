package io.adgaze.capture.sessions;

import java.util.Locale;

/**
 * Why a session that landed may be measured poorly, as far as the capture server itself saw it.
 * What the recording really holds only the job can tell.
 */
public enum QualityConcern {
    /** The camera was gone, or its picture stopped, again and again while it recorded. */
    CAMERA_LOST,
    /** The dots had to be shown all over again, since no face was there and still. */
    CALIBRATION,
    /** The page was out of sight for long while the ad was on. */
    HIDDEN,
    /** Nobody sat before the camera any more when the ad was over. */
    FACE_LOST;

    /** As it stands in return addresses and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of a word. */
    static QualityConcern of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
