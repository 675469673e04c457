package io.adgaze.records;

import java.util.Locale;

/** Why a frame was analysed but not used. */
public enum InvalidReason {
    NO_FACE,
    MANY_FACES,
    LOW_CONFIDENCE,
    TOO_DARK,
    TOO_SMALL,
    /** Of the recording, not of what the camera saw. */
    DAMAGED,
    /** The same picture for longer than a live camera delivers one. */
    FROZEN,
    /** The head lies on its side, or the picture is upside down. */
    TILTED;

    /** The code as published, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
