package io.adgaze.records.manifest;

import io.adgaze.records.RejectedException;
import io.adgaze.records.Screen;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The landing contract's rules of what a viewer watched on and was recorded with: {@code screen},
 * {@code camera} and {@code device}.
 */
final class SetupRules {

    /**
     * @see <a href="https://www.w3.org/TR/screen-orientation/">Screen Orientation,
     *     OrientationType</a>
     */
    private static final Set<String> ORIENTATIONS =
            Set.of(
                    "portrait-primary",
                    "portrait-secondary",
                    "landscape-primary",
                    "landscape-secondary");

    /**
     * @see <a href="https://www.w3.org/TR/mediacapture-streams/">Media Capture and Streams,
     *     VideoFacingModeEnum</a>
     */
    private static final Set<String> FACINGS = Set.of("user", "environment", "left", "right");

    private static final String OTHER_DEVICE = "other";

    private static final Set<String> DEVICE_CLASSES =
            Set.of("desktop", "laptop", "tablet", "phone", "tv", OTHER_DEVICE);

    private final Manifest manifest;
    private final ManifestFaults faults;

    SetupRules(Manifest manifest, ManifestFaults faults) {
        this.manifest = manifest;
        this.faults = faults;
    }

    /** Null where the manifest has no screen. */
    @SuppressWarnings("NullAway") // Each field is held against null before it is read.
    @Nullable Screen screen() throws RejectedException {
        Manifest.ScreenShown screen = manifest.screen();
        if (screen == null) {
            return null;
        }
        Manifest.Rect ad = screen.adRect();
        faults.require(ad != null, "'screen' has no ad_rect");
        faults.require(
                ManifestRanges.isScreenSide(screen.widthPx())
                        && ManifestRanges.isScreenSide(screen.heightPx()),
                "'screen' needs width_px and height_px from 100 to 32768");
        faults.require(
                ManifestRanges.isAdSide(ad.width()) && ManifestRanges.isAdSide(ad.height()),
                "'screen.ad_rect' needs width and height from 50 to 32768");
        faults.require(
                ManifestRanges.isAdEdge(ad.x()) && ManifestRanges.isAdEdge(ad.y()),
                "'screen.ad_rect' needs x and y from -32768 to 32768");
        requireHowItIsShown(screen);
        return new Screen(
                screen.widthPx(), screen.heightPx(), ad.x(), ad.y(), ad.width(), ad.height());
    }

    private void requireHowItIsShown(Manifest.ScreenShown screen) throws RejectedException {
        faults.require(
                screen.devicePixelRatio() == null
                        || ManifestRanges.isPixelRatio(screen.devicePixelRatio()),
                "'screen' needs device_pixel_ratio, where it has one, from 0.1 to 100");
        faults.require(
                screen.orientation() == null || ORIENTATIONS.contains(screen.orientation()),
                "'screen.orientation' is not portrait- or landscape-, primary or secondary");
    }

    /** No camera tells all of it in each browser. */
    void requireCamera() throws RejectedException {
        Manifest.Camera camera = manifest.camera();
        if (camera == null) {
            return;
        }
        faults.require(
                isCameraSideIfAny(camera.widthPx()) && isCameraSideIfAny(camera.heightPx()),
                "'camera' needs width_px and height_px, where it has them, from 1 to 32768");
        faults.require(
                camera.frameRate() == null || ManifestRanges.isFrameRate(camera.frameRate()),
                "'camera' needs frame_rate, where it has one, from 0 to 1000");
        faults.require(
                camera.facing() == null || FACINGS.contains(camera.facing()),
                "'camera.facing' is none of user, environment, left, right");
    }

    private static boolean isCameraSideIfAny(@Nullable Double px) {
        return px == null || ManifestRanges.isCameraSide(px);
    }

    /** One of the contract's words; null where the manifest has none. */
    @Nullable String deviceClass() {
        String deviceClass = manifest.device() == null ? null : manifest.device().deviceClass();
        return deviceClass == null || DEVICE_CLASSES.contains(deviceClass)
                ? deviceClass
                : OTHER_DEVICE;
    }
}
