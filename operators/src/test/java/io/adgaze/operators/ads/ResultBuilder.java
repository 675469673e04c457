package io.adgaze.operators.ads;

import static io.adgaze.operators.SessionBuilder.STARTED_AT;

import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.GazeTrack;
import io.adgaze.records.MeanPeakEnd;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.SessionResult;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.Versions;
import io.adgaze.records.ViewerSecond;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What sessions come to, for tests: session {@code n} is viewer {@code n}'s, all of one ad. */
final class ResultBuilder {

    /** How far a viewer is measured in a second. */
    private record Second(int adSecond, ExpressionProbabilities p, Float gazeX, Float gazeY) {}

    private String sessionId;
    private String viewerKey;
    private String adId = "a-1";
    private Instant startedAt;
    private Instant consentGrantedAt = STARTED_AT;
    private int qualityGrade = 1;
    private boolean completed = true;
    private Float validRate = 1f;
    private String deviceClass = "desktop";
    private Float age;
    private String gender;
    private GazeTrack gaze;
    private final List<Second> seconds = new ArrayList<>();

    private ResultBuilder(int n) {
        sessionId = "s-" + n;
        viewerKey = "v-" + n;
        startedAt = STARTED_AT.plus(Duration.ofMinutes(n));
    }

    static ResultBuilder session(int n) {
        return new ResultBuilder(n);
    }

    ResultBuilder ad(String adId) {
        this.adId = adId;
        return this;
    }

    ResultBuilder viewer(int n) {
        this.viewerKey = "v-" + n;
        return this;
    }

    ResultBuilder startedAt(Instant startedAt) {
        this.startedAt = startedAt;
        return this;
    }

    ResultBuilder consentGrantedAt(Instant grantedAt) {
        this.consentGrantedAt = grantedAt;
        return this;
    }

    ResultBuilder qualityGrade(int qualityGrade) {
        this.qualityGrade = qualityGrade;
        return this;
    }

    ResultBuilder device(String deviceClass) {
        this.deviceClass = deviceClass;
        return this;
    }

    ResultBuilder demographics(float age, String gender) {
        this.age = age;
        this.gender = gender;
        return this;
    }

    ResultBuilder leftEarly() {
        this.completed = false;
        return this;
    }

    ResultBuilder validRate(Float validRate) {
        this.validRate = validRate;
        return this;
    }

    /** Gaze at the picture's middle at each of these times of the ad. */
    ResultBuilder gaze(int... adMs) {
        float[] middle = new float[adMs.length];
        Arrays.fill(middle, .5f);
        this.gaze = new GazeTrack(adMs, middle, middle, .05f);
        return this;
    }

    /** Gaze at one place, at the ad's start. */
    ResultBuilder gazeAt(float x, float y) {
        this.gaze = new GazeTrack(new int[] {0}, new float[] {x}, new float[] {y}, .05f);
        return this;
    }

    ResultBuilder gazeError(float errorNorm) {
        this.gaze = new GazeTrack(new int[] {0}, new float[] {.5f}, new float[] {.5f}, errorNorm);
        return this;
    }

    /** A second in which nothing but the face was measured. */
    ResultBuilder second(int adSecond) {
        return second(adSecond, null, null, null);
    }

    /** A second, happy to this degree, else neutral. */
    ResultBuilder happySecond(int adSecond, float happy) {
        return second(
                adSecond, new ExpressionProbabilities(0, 0, 0, happy, 0, 0, 1 - happy), null, null);
    }

    ResultBuilder gazeSecond(int adSecond, float x, float y) {
        return second(adSecond, null, x, y);
    }

    private ResultBuilder second(
            int adSecond, ExpressionProbabilities p, Float gazeX, Float gazeY) {
        seconds.add(new Second(adSecond, p, gazeX, gazeY));
        return this;
    }

    SessionResult build() {
        return new SessionResult(
                summary(),
                seconds.stream().map(this::row).toList(),
                gaze,
                new ObjectRef("file:///ads/" + adId + ".mp4", sessionId, 1),
                consentGrantedAt);
    }

    private ViewerSecond row(Second second) {
        ExpressionProbabilities p = second.p();
        boolean gazed = second.gazeX() != null;
        return new ViewerSecond(
                dt(),
                sessionId,
                viewerKey,
                adId,
                second.adSecond(),
                1,
                30,
                30,
                1f,
                null,
                p,
                p == null ? null : p.dominant(),
                p == null ? null : p.expressiveness(),
                p == null ? null : p.expressiveness(),
                p == null ? null : p.valence(),
                gazed ? 1f : null,
                p != null && gazed ? p.expressiveness() : null,
                gazed ? 5f : null,
                gazed ? 6f : null,
                gazed ? 7f : null,
                gazed ? 2 : null,
                gazed ? 30 : null,
                second.gazeX(),
                second.gazeY(),
                gazed ? .1f : null,
                gazed ? 1f : null,
                gazed ? 3 : null,
                gazed ? 250f : null,
                Versions.METRIC,
                Versions.MODEL);
    }

    private SessionSummary summary() {
        return new SessionSummary(
                dt(),
                sessionId,
                viewerKey,
                adId,
                startedAt,
                deviceClass,
                "c-1",
                3000,
                3000,
                completed,
                30f,
                90,
                validRate,
                qualityGrade,
                gaze != null,
                gaze == null ? 0 : 9,
                gaze == null ? null : gaze.errorNorm(),
                3f,
                0,
                gaze == null ? null : 9,
                gaze == null ? null : 250f,
                new MeanPeakEnd(0, 0, 0),
                new MeanPeakEnd(0, 0, 0),
                0,
                age,
                age == null ? null : 2f,
                gender,
                gender == null ? null : .9f,
                Versions.METRIC,
                Versions.MODEL,
                null,
                null);
    }

    private String dt() {
        return LocalDate.ofInstant(startedAt, ZoneOffset.UTC).toString();
    }
}
