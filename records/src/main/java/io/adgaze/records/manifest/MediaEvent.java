package io.adgaze.records.manifest;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The player events that bear on the ad's clock: the events of an HTML media element under their
 * own names, and four that other players tell ({@code stall}, {@code seek}) or the page ({@code
 * hidden}, {@code visible}).
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/media.html#mediaevents">HTML, media
 *     events</a>
 */
enum MediaEvent {
    /** Asked to play: the clock runs, unless a seek is still under way. */
    PLAY,
    /** Plays, after it was asked to, has waited or has sought. */
    PLAYING,
    PAUSE,
    STALL,
    /** HTML's stall, for want of data; its {@code stalled} is about loading alone. */
    WAITING,
    /** A jump that is over at once. */
    SEEK,
    /** A jump begins: the picture stands until it is over. */
    SEEKING,
    SEEKED,
    RATECHANGE,
    TIMEUPDATE,
    ENDED,
    HIDDEN,
    VISIBLE,
    /** The media may be gone: only a later event can say that the ad went on. */
    ABORT,
    EMPTIED,
    ERROR;

    /** HTML's events that leave the clock alone: loading, sound, and how the picture is shown. */
    static final Set<String> HARMLESS =
            Set.of(
                    "canplay",
                    "canplaythrough",
                    "durationchange",
                    "encrypted",
                    "enterpictureinpicture",
                    "fullscreenchange",
                    "fullscreenerror",
                    "leavepictureinpicture",
                    "loadeddata",
                    "loadedmetadata",
                    "loadstart",
                    "progress",
                    "resize",
                    "stalled",
                    "suspend",
                    "volumechange",
                    "waitingforkey");

    /** By its name in the manifest. */
    static Optional<MediaEvent> named(String name) {
        return Stream.of(values())
                .filter(event -> event.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    static boolean isHarmless(String name) {
        return HARMLESS.contains(name);
    }
}
