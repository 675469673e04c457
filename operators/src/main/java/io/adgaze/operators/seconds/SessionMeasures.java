package io.adgaze.operators.seconds;

import static io.adgaze.operators.seconds.Means.mean;
import static io.adgaze.operators.seconds.Means.median;
import static java.util.Objects.requireNonNull;

import io.adgaze.operators.frames.CalibrationOutcome;
import io.adgaze.operators.frames.DemographicsEstimate;
import io.adgaze.operators.frames.SessionEnd;
import io.adgaze.records.FixationRow;
import io.adgaze.records.GazeTrack;
import io.adgaze.records.MeanPeakEnd;
import io.adgaze.records.Purpose;
import io.adgaze.records.Session;
import io.adgaze.records.SessionResult;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.Versions;
import io.adgaze.records.ViewerSecond;
import io.adgaze.records.measures.AttentionParameters;
import io.adgaze.records.measures.ExpressionParameters;
import io.adgaze.records.measures.QualityGrade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a whole session comes to: its ad seconds, its summary, its gaze track, its fixations. */
final class SessionMeasures {

    private final Session session;
    private final AdTimeline timeline;
    private final List<AdFrame> frames;
    private final SessionEnd end;
    private final List<Fixation> fixations;

    SessionMeasures(Session session, AdTimeline timeline, List<AdFrame> frames, SessionEnd end) {
        this.session = session;
        this.timeline = timeline;
        this.frames = frames;
        this.end = end;
        this.fixations =
                calibrated()
                        ? new FixationFilter(requireNonNull(session.screen())).find(frames)
                        : List.of();
    }

    SessionResult result() {
        List<ViewerSecond> seconds = seconds();
        return new SessionResult(
                summary(seconds),
                seconds,
                gazeTrack(),
                session.ad(),
                session.consent().grantedAt());
    }

    /** The session's rows of {@code fixations}, by time; none without calibrated gaze. */
    List<FixationRow> fixationRows() {
        return calibrated() ? FixationRows.rows(session, fixations, gazeErrorNorm()) : List.of();
    }

    private boolean calibrated() {
        return end.calibration() != null && end.calibration().calibrated();
    }

    private List<ViewerSecond> seconds() {
        Map<Integer, List<AdFrame>> bySecond =
                frames.stream()
                        .filter(AdFrame::isPlaying)
                        .collect(Collectors.groupingBy(AdFrame::adSecond));
        Map<Integer, List<Fixation>> fixationsBySecond =
                fixations.stream().collect(Collectors.groupingBy(Fixation::adSecond));
        ViewerSeconds rows = new ViewerSeconds(session, calmBaseline(), calibrated());
        return timeline.seconds().stream()
                .map(
                        s ->
                                rows.row(
                                        s,
                                        timeline.coverage(s),
                                        bySecond.getOrDefault(s, List.of()),
                                        fixationsBySecond.getOrDefault(s, List.of())))
                .toList();
    }

    /** Null without expressions. */
    private @Nullable Float calmBaseline() {
        double[] expressiveness =
                Means.values(
                        frames.stream().filter(f -> f.frame().valid()).toList(),
                        f ->
                                f.frame().expression() == null
                                        ? null
                                        : f.frame().expression().expressiveness());
        if (expressiveness.length == 0) {
            return null;
        }
        Arrays.sort(expressiveness);
        int calm = (int) Math.ceil(expressiveness.length * ExpressionParameters.CALM_SHARE);
        return (float) mean(Arrays.copyOf(expressiveness, calm));
    }

    private SessionSummary summary(List<ViewerSecond> seconds) {
        CalibrationOutcome calibration = end.calibration();
        DemographicsEstimate demographics = end.recording().demographics();
        Float fps = end.recording().fpsMean();
        Float validRate = frames.isEmpty() ? null : mean(frames, f -> f.frame().valid() ? 1f : 0f);
        return new SessionSummary(
                session.dt(),
                session.sessionId(),
                session.viewerKey(),
                session.adId(),
                session.startedAt(),
                session.deviceClass(),
                session.consent().id(),
                session.adDurationMs(),
                timeline.watchedMs(),
                timeline.completed(),
                fps,
                frames.size(),
                validRate,
                QualityGrade.of(validRate, fps, end.recording().recordedRate()),
                calibration == null ? null : calibration.calibrated(),
                calibration == null ? null : calibration.pointsN(),
                calibration == null ? null : calibration.errorNorm(),
                attentiveSeconds(seconds),
                session.consent().allows(Purpose.GAZE) ? (Integer) lookaways() : null,
                calibrated() ? (Integer) fixations.size() : null,
                median(fixations, Fixation::durationMs),
                meanPeakEnd(seconds, ViewerSecond::engagementIndex),
                meanPeakEnd(seconds, ViewerSecond::valence),
                peakSecond(seconds),
                demographics == null ? null : demographics.ageYears(),
                demographics == null ? null : demographics.ageSdYears(),
                demographics == null ? null : demographics.gender(),
                demographics == null ? null : demographics.genderConfidence(),
                Versions.METRIC,
                Versions.MODEL,
                session.campaignId(),
                session.studyId());
    }

    private static @Nullable Float attentiveSeconds(List<ViewerSecond> seconds) {
        List<ViewerSecond> measured =
                seconds.stream().filter(s -> s.attentionRate() != null).toList();
        if (measured.isEmpty()) {
            return null;
        }
        return (float)
                measured.stream()
                        .mapToDouble(s -> requireNonNull(s.attentionRate()) * s.coverageRate())
                        .sum();
    }

    private int lookaways() {
        int spells = 0;
        Long since = null;
        boolean counted = false;
        for (AdFrame f : frames) {
            if (!f.isPlaying() || f.isAttentive()) {
                since = null;
                counted = false;
                continue;
            }
            if (f.frame().attention() == null) {
                continue; // Not measured: neither starts nor ends a spell.
            }
            if (since == null) {
                since = f.frame().recordingMs();
            }
            if (!counted && f.frame().recordingMs() - since >= AttentionParameters.LOOKAWAY_MS) {
                spells++;
                counted = true;
            }
        }
        return spells;
    }

    private static @Nullable MeanPeakEnd meanPeakEnd(
            List<ViewerSecond> seconds, Function<ViewerSecond, Float> value) {
        List<Float> curve = seconds.stream().map(value).filter(Objects::nonNull).toList();
        if (curve.isEmpty()) {
            return null;
        }
        float mean = requireNonNull(mean(curve, v -> v));
        float peak = curve.stream().max(Comparator.naturalOrder()).orElseThrow();
        return new MeanPeakEnd(mean, peak, curve.get(curve.size() - 1));
    }

    /** The first of equals. */
    private static @Nullable Integer peakSecond(List<ViewerSecond> seconds) {
        Integer peak = null;
        float highest = Float.NEGATIVE_INFINITY;
        for (ViewerSecond second : seconds) {
            Float engagement = second.engagementIndex();
            if (engagement != null && engagement > highest) {
                peak = second.adSecond();
                highest = engagement;
            }
        }
        return peak;
    }

    /** Null without calibrated gaze in the ad. */
    private @Nullable GazeTrack gazeTrack() {
        if (!calibrated()) {
            return null;
        }
        List<AdFrame> kept = new ArrayList<>();
        for (AdFrame f : frames) {
            if (f.isPlaying() && f.hasGaze() && isNextStep(kept, f)) {
                kept.add(f);
            }
        }
        if (kept.isEmpty()) {
            return null;
        }
        kept.sort(Comparator.comparing(AdFrame::playingMs)); // A viewer may have gone back.
        int[] adMs = new int[kept.size()];
        float[] x = new float[kept.size()];
        float[] y = new float[kept.size()];
        for (int i = 0; i < adMs.length; i++) {
            adMs[i] = (int) kept.get(i).playingMs();
            x[i] = kept.get(i).gazeX();
            y[i] = kept.get(i).gazeY();
        }
        return new GazeTrack(adMs, x, y, gazeErrorNorm());
    }

    /** Of a session that is calibrated. */
    private float gazeErrorNorm() {
        return requireNonNull(requireNonNull(end.calibration()).errorNorm());
    }

    /** Whether {@code f} falls in another tenth of a second than the last that was kept. */
    private static boolean isNextStep(List<AdFrame> kept, AdFrame f) {
        long stepMs = 1000 / GazeTrack.RATE_HZ;
        return kept.isEmpty()
                || kept.get(kept.size() - 1).playingMs() / stepMs != f.playingMs() / stepMs;
    }
}
