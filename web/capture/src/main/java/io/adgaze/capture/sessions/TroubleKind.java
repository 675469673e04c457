package io.adgaze.capture.sessions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What may go wrong in the studio. */
public enum TroubleKind {
    CAMERA_REFUSED,
    CAMERA_IN_USE,
    NO_CAMERA,
    CAMERA_LOST,
    CAMERA_MUTED,
    NO_FACE,
    TOO_DARK,
    TOO_SLOW,
    TAB_HIDDEN,
    TURNED,
    SECOND_TAB,
    OFFLINE,
    STORAGE_FULL,
    UPLOAD_FAILED,
    AD_FAILED,
    UNSUPPORTED;

    /** As it stands in the interface and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of a word. */
    static TroubleKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
