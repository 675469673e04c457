package io.adgaze.models;

import static io.adgaze.records.measures.ValidityParameters.CONFIDENT_DETECTION;
import static io.adgaze.records.measures.ValidityParameters.DETECTION_INTERVAL_MS;
import static io.adgaze.records.measures.ValidityParameters.MAX_ROLL_DEG;
import static io.adgaze.records.measures.ValidityParameters.MIN_CONFIDENCE;
import static io.adgaze.records.measures.ValidityParameters.MIN_EYE_SPAN_PX;
import static io.adgaze.records.measures.ValidityParameters.MIN_LUMA;
import static io.adgaze.records.measures.ValidityParameters.OTHER_FACE_AREA;
import static io.adgaze.records.measures.ValidityParameters.TURNED_DEG;
import static java.util.Objects.requireNonNull;

import io.adgaze.records.InvalidReason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * Follows one viewer's face from frame to frame.
 *
 * <p>The detector runs only while the viewer is lost, and every half second to notice other faces;
 * otherwise the mesh looks where the face was in the frame before. The viewer is whoever overlaps
 * the place where the viewer was last seen, or else the largest and most central face; never told
 * by an embedding. While another face of comparable size is there, frames are {@code MANY_FACES}.
 *
 * <p>What comes out depends on the frame, its time and the previous track alone. For one thread.
 */
public final class FaceTracker implements AutoCloseable {

    /** How long a lost viewer is taken back by place alone. */
    private static final long IDENTITY_MS = 2_000;

    /** Overlap (intersection over union) from which two boxes are the same face. */
    private static final float SAME_FACE_OVERLAP = 0.3f;

    /** Share of the best detection's score from which a face can be the viewer. */
    private static final float COMPARABLE_SCORE = 0.85f;

    /**
     * Detections in a row without a face where the viewer is followed, but with one elsewhere,
     * after which the mesh must have caught on something else. Fewer would give a viewer who turns
     * aside away to a bystander.
     */
    private static final int MAX_MISSED_DETECTIONS = 3;

    /**
     * The detector's score from which a face stands. Faces turned by up to 60 degrees score 0.87 or
     * more, the same ones from 120 degrees on 0.8 or less.
     */
    private static final float SURELY_UPRIGHT = 0.85f;

    /** The mesh's score below which there is no face (MediaPipe's own threshold). */
    private static final float MIN_PRESENCE = 0.5f;

    private final FaceDetector detector;
    private final FaceMesh mesh;
    private final LongConsumer detectorNanos;
    private final LongConsumer meshNanos;

    private FaceTracker(LongConsumer detectorNanos, LongConsumer meshNanos) {
        this.detector = FaceDetector.load();
        this.mesh = FaceMesh.load();
        this.detectorNanos = detectorNanos;
        this.meshNanos = meshNanos;
    }

    /** Loads and warms up the detector and the mesh: 0.5-2 s. */
    public static FaceTracker load() {
        return load(nanos -> {}, nanos -> {});
    }

    /**
     * Likewise, and tells how long the networks take.
     *
     * @param detectorNanos told after each call of the detector
     * @param meshNanos told after each call of the mesh
     */
    public static FaceTracker load(LongConsumer detectorNanos, LongConsumer meshNanos) {
        return new FaceTracker(detectorNanos, meshNanos);
    }

    /**
     * Finds the viewer in a frame.
     *
     * @param bgr the frame, 8 bits a channel
     * @param recordingMs its time
     * @param previous the track of the frame before, or {@link FaceTrack#lost()}
     */
    public FaceObservation track(Mat bgr, long recordingMs, FaceTrack previous) {
        boolean due =
                previous.region() == null
                        || recordingMs - previous.lastDetectionMs() >= DETECTION_INTERVAL_MS;
        FaceTrack track = due ? detect(bgr, recordingMs, previous) : previous;
        Optional<FaceLandmarks> face = locate(bgr, track);
        if (face.isEmpty() && track.lastDetectionMs() != recordingMs) {
            track = detect(bgr, recordingMs, track.withoutRegion());
            face = locate(bgr, track);
        }
        if (face.isEmpty()) {
            return new FaceObservation(track.withoutRegion(), null, 0, InvalidReason.NO_FACE);
        }
        FaceTrack next = track.at(face.get(), recordingMs);
        return new FaceObservation(
                next, face.get(), face.get().score(), invalidReason(bgr, face.get(), next));
    }

    @Override
    public void close() {
        detector.close();
        mesh.close();
    }

    private Optional<FaceLandmarks> locate(Mat bgr, FaceTrack track) {
        if (!track.isFollowing()) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        FaceLandmarks face = mesh.locate(bgr, requireNonNull(track.region()));
        meshNanos.accept(System.nanoTime() - start);
        return Optional.of(face).filter(located -> located.score() >= MIN_PRESENCE);
    }

    private FaceTrack detect(Mat bgr, long recordingMs, FaceTrack previous) {
        long start = System.nanoTime();
        List<FaceBox> faces = eitherWayUp(bgr);
        detectorNanos.accept(System.nanoTime() - start);
        FaceBox lastBox = previous.lastBox();
        FaceRegion followed = previous.region();
        if (followed != null && lastBox != null) {
            Optional<FaceBox> viewer = overlapping(faces, lastBox);
            int missed = viewer.isPresent() ? 0 : previous.missedDetections() + 1;
            boolean strayed = missed >= MAX_MISSED_DETECTIONS && anyConfident(faces);
            boolean overturned = viewer.isPresent() && isOverturned(viewer.get(), followed);
            if (!strayed && !overturned) {
                FaceBox box = viewer.orElse(lastBox);
                return previous.detected(recordingMs, othersLike(faces, box), missed);
            }
        }
        Optional<FaceBox> viewer = choose(faces, bgr, recordingMs, previous);
        return new FaceTrack(
                viewer.map(FaceRegion::around).orElse(null),
                viewer.orElse(previous.lastBox()),
                previous.lastSeenMs(),
                recordingMs,
                viewer.isPresent() && othersLike(faces, viewer.get()),
                0);
    }

    /**
     * The faces of a picture, those that are upside down included. The detector sees such a face
     * too, but less surely and as if it stood, and the mesh then makes up a face that stands: with
     * a full score, and all of it wrong.
     */
    private List<FaceBox> eitherWayUp(Mat bgr) {
        List<FaceBox> upright = detector.detect(bgr);
        boolean unsure =
                !upright.isEmpty()
                        && upright.stream().noneMatch(face -> face.score() >= SURELY_UPRIGHT);
        if (!unsure) {
            return upright;
        }
        List<FaceBox> overturned = overturned(bgr);
        return Stream.concat(
                        overturned.stream(),
                        upright.stream().filter(face -> overlapping(overturned, face).isEmpty()))
                .toList();
    }

    private List<FaceBox> overturned(Mat bgr) {
        try (Mat turned = new Mat()) {
            opencv_core.rotate(bgr, turned, opencv_core.ROTATE_180);
            return detector.detect(turned).stream()
                    .filter(face -> face.score() >= SURELY_UPRIGHT)
                    .map(face -> face.upsideDown(bgr.cols(), bgr.rows()))
                    .toList();
        }
    }

    /** Whether the mesh follows a face the wrong way up. */
    private static boolean isOverturned(FaceBox detected, FaceRegion followed) {
        return Math.cos(detected.rollRad() - followed.rollRad()) < 0;
    }

    private static Optional<FaceBox> choose(
            List<FaceBox> faces, Mat bgr, long recordingMs, FaceTrack previous) {
        FaceBox lastBox = previous.lastBox();
        boolean known =
                lastBox != null
                        && recordingMs - previous.lastSeenMs() <= IDENTITY_MS
                        && previous.region() == null;
        Optional<FaceBox> same =
                lastBox != null && known ? overlapping(faces, lastBox) : Optional.empty();
        return same.or(() -> mostProminent(faces, bgr));
    }

    private static Optional<FaceBox> overlapping(List<FaceBox> faces, FaceBox place) {
        return faces.stream()
                .filter(face -> face.overlap(place) >= SAME_FACE_OVERLAP)
                .max(Comparator.comparingDouble(face -> face.overlap(place)));
    }

    /** The largest, a face at the frame's edge counting half, among those about as certain. */
    private static Optional<FaceBox> mostProminent(List<FaceBox> faces, Mat bgr) {
        double best = faces.stream().mapToDouble(FaceBox::score).max().orElse(0);
        return faces.stream()
                .filter(face -> face.score() >= COMPARABLE_SCORE * best)
                .max(Comparator.comparingDouble(face -> face.areaPx() * centrality(face, bgr)));
    }

    private static double centrality(FaceBox face, Mat bgr) {
        double x = (face.leftPx() + face.rightPx()) / bgr.cols() - 1;
        double y = (face.topPx() + face.bottomPx()) / bgr.rows() - 1;
        return 1 - Math.min(1, Math.hypot(x, y)) / 2;
    }

    private static boolean anyConfident(List<FaceBox> faces) {
        return faces.stream().anyMatch(face -> face.score() >= CONFIDENT_DETECTION);
    }

    private static boolean othersLike(List<FaceBox> faces, FaceBox viewer) {
        return faces.stream()
                .filter(face -> face.overlap(viewer) < SAME_FACE_OVERLAP)
                .filter(face -> face.score() >= CONFIDENT_DETECTION)
                .anyMatch(face -> face.areaPx() >= OTHER_FACE_AREA * viewer.areaPx());
    }

    private static @Nullable InvalidReason invalidReason(
            Mat bgr, FaceLandmarks face, FaceTrack track) {
        if (track.otherFace()) {
            return InvalidReason.MANY_FACES;
        }
        if (face.score() < MIN_CONFIDENCE) {
            return InvalidReason.LOW_CONFIDENCE;
        }
        if (luma(bgr, requireNonNull(track.lastBox())) < MIN_LUMA) {
            return InvalidReason.TOO_DARK;
        }
        if (face.eyeSpanPx() < MIN_EYE_SPAN_PX) {
            return InvalidReason.TOO_SMALL;
        }
        HeadPose pose = HeadPose.of(face);
        if (Math.abs(pose.rollDeg()) > MAX_ROLL_DEG) {
            return InvalidReason.TILTED;
        }
        return isCovered(pose, track) ? InvalidReason.LOW_CONFIDENCE : null;
    }

    /** Whether only the mesh sees a face, and not because it is turned or bowed. */
    private static boolean isCovered(HeadPose pose, FaceTrack track) {
        if (track.missedDetections() == 0) {
            return false;
        }
        return Math.abs(pose.yawDeg()) < TURNED_DEG && Math.abs(pose.pitchDeg()) < TURNED_DEG;
    }

    /** Mean luma (ITU-R BT.601) of what of the box lies in the frame; 0 when nothing does. */
    private static double luma(Mat bgr, FaceBox box) {
        int left = Math.max(0, (int) box.leftPx());
        int top = Math.max(0, (int) box.topPx());
        int width = Math.min(bgr.cols(), (int) box.rightPx()) - left;
        int height = Math.min(bgr.rows(), (int) box.bottomPx()) - top;
        if (width <= 0 || height <= 0) {
            return 0;
        }
        try (Rect inside = new Rect(left, top, width, height);
                Mat face = new Mat(bgr, inside);
                Scalar mean = opencv_core.mean(face)) {
            return 0.114 * mean.get(0) + 0.587 * mean.get(1) + 0.299 * mean.get(2);
        }
    }
}
