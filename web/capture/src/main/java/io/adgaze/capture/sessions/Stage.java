package io.adgaze.capture.sessions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a viewer has come, in the order of the journey. */
public enum Stage {
    CONSENTED,
    CAMERA_ALLOWED,
    CHECK_PASSED,
    CALIBRATED,
    WATCHED,
    UPLOADED,
    /** The manifest lies where the job finds it. */
    LANDED;

    /** As it stands in the interface and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of a word. */
    public static Stage of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether it is the studio that tells of it, and not the server that knows. */
    public boolean isToldByStudio() {
        return this != CONSENTED && this != LANDED;
    }
}
