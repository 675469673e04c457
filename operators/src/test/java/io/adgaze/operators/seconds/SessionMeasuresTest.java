package io.adgaze.operators.seconds;

import static io.adgaze.operators.PlayerEvents.ended;
import static io.adgaze.operators.PlayerEvents.hidden;
import static io.adgaze.operators.PlayerEvents.pause;
import static io.adgaze.operators.PlayerEvents.play;
import static io.adgaze.operators.PlayerEvents.seek;
import static io.adgaze.operators.PlayerEvents.visible;
import static io.adgaze.operators.SessionBuilder.aSession;
import static io.adgaze.operators.seconds.FrameBuilder.at;
import static io.adgaze.operators.seconds.FrameBuilder.invalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.operators.SessionBuilder;
import io.adgaze.operators.frames.CalibrationOutcome;
import io.adgaze.operators.frames.DemographicsEstimate;
import io.adgaze.operators.frames.MeasuredFrame;
import io.adgaze.operators.frames.RecordingEnd;
import io.adgaze.operators.frames.SessionEnd;
import io.adgaze.records.GazeTrack;
import io.adgaze.records.InvalidReason;
import io.adgaze.records.MeanPeakEnd;
import io.adgaze.records.Purpose;
import io.adgaze.records.Session;
import io.adgaze.records.SessionResult;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.Versions;
import io.adgaze.records.ViewerSecond;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionMeasuresTest {

    private static final Offset<Float> EXACT = within(1e-6f);

    private static final CalibrationOutcome CALIBRATED = new CalibrationOutcome(9, 0.04f);
    private static final CalibrationOutcome UNCALIBRATED = new CalibrationOutcome(0, null);
    private static final CalibrationOutcome NO_CONSENT = null;

    /** What each column of a second must come to, by hand. */
    @Nested
    class OneSecond {

        private final ViewerSecond second =
                measure(
                                aSession().build(),
                                CALIBRATED,
                                at(0).expression(.1f, 0, 0, .6f, .1f, 0, .2f)
                                        .pose(10, -4, 2)
                                        .gaze(.2f, .4f)
                                        .blink()
                                        .build(),
                                at(250).expression(0, 0, 0, .2f, 0, 0, .8f)
                                        .pose(20, 0, 4)
                                        .gaze(1.2f, .4f)
                                        .lookingAway()
                                        .build(),
                                at(500).expression(.05f, 0, .05f, .4f, .1f, .1f, .3f)
                                        .pose(0, 4, 0)
                                        .build(),
                                invalid(750, InvalidReason.NO_FACE),
                                at(1000).happy(.1f).build(),
                                at(1500).happy(.3f).build())
                        .seconds()
                        .get(0);

        @Test
        void whoseItIs() {
            assertThat(second.dt()).isEqualTo("2026-11-22");
            assertThat(second.sessionId()).isEqualTo("s-1");
            assertThat(second.viewerKey()).isEqualTo("v-1");
            assertThat(second.adId()).isEqualTo("a-1");
            assertThat(second.adSecond()).isZero();
            assertThat(second.metricVersion()).isEqualTo(Versions.METRIC);
            assertThat(second.modelVersion()).isEqualTo(Versions.MODEL);
        }

        @Test
        void itsFrames() {
            assertThat(second.coverageRate()).isEqualTo(1);
            assertThat(second.framesN()).isEqualTo(4);
            assertThat(second.validN()).isEqualTo(3);
            assertThat(second.validRate()).isEqualTo(.75f);
            assertThat(second.invalidReason()).isEqualTo("no_face");
        }

        @Test
        void itsExpression() {
            assertThat(second.p().toArray())
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(.15f / 3, 0, .05f / 3, 1.2f / 3, .2f / 3, .1f / 3, 1.3f / 3);
            assertThat(second.dominantExpression()).isEqualTo("neutral");
            assertThat(second.expressiveness()).isCloseTo(1.7f / 3, EXACT);
            assertThat(second.expressivenessDelta()).isCloseTo(1.7f / 3 - .1f, EXACT);
            assertThat(second.valence()).isCloseTo((.5f + .2f + .3f) / 3, EXACT);
        }

        @Test
        void itsAttention() {
            assertThat(second.attentionRate()).isCloseTo(2f / 3, EXACT);
            assertThat(second.engagementIndex()).isCloseTo((.8f + 0 + .7f) / 3, EXACT);
        }

        @Test
        void itsHead() {
            assertThat(second.yawDegMean()).isEqualTo(10);
            assertThat(second.pitchDegMean()).isZero();
            assertThat(second.rollDegMean()).isEqualTo(2);
            assertThat(second.blinksN()).isEqualTo(1);
        }

        @Test
        void itsGaze() {
            assertThat(second.gazeN()).isEqualTo(2);
            assertThat(second.gazeXNormMed()).isCloseTo(.7f, EXACT);
            assertThat(second.gazeYNormMed()).isEqualTo(.4f);
            assertThat(second.gazeDispersionNorm()).isCloseTo(.5f, EXACT);
            assertThat(second.onAdRate()).isEqualTo(.5f);
        }
    }

    @Nested
    class Seconds {

        @Test
        void theMedianIsTheMiddleOfAnOddNumber() {
            ViewerSecond second =
                    measure(
                                    aSession().build(),
                                    CALIBRATED,
                                    at(0).gaze(.9f, .3f).build(),
                                    at(10).gaze(.1f, .8f).build(),
                                    at(20).gaze(.2f, .1f).build())
                            .seconds()
                            .get(0);

            assertThat(second.gazeXNormMed()).isEqualTo(.2f);
            assertThat(second.gazeYNormMed()).isEqualTo(.3f);
        }

        @ParameterizedTest
        @CsvSource({
            "0, 0, 1",
            "1, 1, 1",
            "-0.01, 0.5, 0",
            "1.01, 0.5, 0",
            "0.5, -0.01, 0",
            "0.5, 1.01, 0"
        })
        void theAdsPictureEndsAtItsEdges(float x, float y, float onAdRate) {
            ViewerSecond second =
                    measure(aSession().build(), CALIBRATED, at(0).gaze(x, y).build())
                            .seconds()
                            .get(0);

            assertThat(second.onAdRate()).isEqualTo(onAdRate);
        }

        @Test
        void theCommonestReasonIsGiven() {
            List<ViewerSecond> seconds =
                    measure(
                                    aSession().build(),
                                    CALIBRATED,
                                    invalid(0, InvalidReason.TOO_DARK),
                                    invalid(10, InvalidReason.MANY_FACES),
                                    invalid(20, InvalidReason.MANY_FACES),
                                    at(1000).build())
                            .seconds();

            assertThat(seconds.get(0).invalidReason()).isEqualTo("many_faces");
            assertThat(seconds.get(1).invalidReason()).isNull();
        }

        @Test
        void ofEquallyCommonReasonsTheSameIsGivenInAnyOrder() {
            SessionResult oneWay =
                    measure(
                            aSession().build(),
                            CALIBRATED,
                            invalid(0, InvalidReason.TOO_DARK),
                            invalid(10, InvalidReason.NO_FACE));
            SessionResult theOther =
                    measure(
                            aSession().build(),
                            CALIBRATED,
                            invalid(0, InvalidReason.NO_FACE),
                            invalid(10, InvalidReason.TOO_DARK));

            assertThat(oneWay.seconds().get(0)).isEqualTo(theOther.seconds().get(0));
        }

        @Test
        void aFrameBelongsToTheSecondOfItsAdTime() {
            Session late = aSession().events(play(500, 0), ended(2500, 2000)).build();

            List<ViewerSecond> seconds =
                    measure(
                                    late,
                                    CALIBRATED,
                                    at(499).build(),
                                    at(500).build(),
                                    at(1499).build(),
                                    at(1500).build(),
                                    at(2500).build())
                            .seconds();

            assertThat(seconds).extracting(ViewerSecond::framesN).containsExactly(2, 1);
        }

        @Test
        void aSecondWatchedTwiceHasOneRowWithTheFramesOfBoth() {
            Session again = aSession().events(play(0, 0), seek(1000, 0), pause(2000, 1000)).build();

            assertThat(
                            measure(
                                            again,
                                            CALIBRATED,
                                            at(100).happy(.2f).build(),
                                            at(1100).happy(.6f).build())
                                    .seconds())
                    .singleElement()
                    .satisfies(
                            second -> {
                                assertThat(second.framesN()).isEqualTo(2);
                                assertThat(second.coverageRate()).isEqualTo(1);
                                assertThat(second.p().happy()).isCloseTo(.4f, EXACT);
                            });
        }

        @Test
        void aSecondThatWasNotPlayedHasNoRow() {
            Session skipping =
                    aSession().events(play(0, 0), seek(1000, 2000), ended(2000, 3000)).build();

            assertThat(measure(skipping, CALIBRATED, at(100).build(), at(1100).build()).seconds())
                    .extracting(ViewerSecond::adSecond)
                    .containsExactly(0, 2);
        }

        @Test
        void framesWhileTheAdStandsStillBelongToNoSecond() {
            Session pausing =
                    aSession().events(play(0, 0), pause(1000, 1000)).adDurationMs(9000).build();

            SessionResult result =
                    measure(pausing, CALIBRATED, at(500).build(), at(1500).happy(1).build());

            assertThat(result.seconds()).hasSize(1);
            assertThat(result.seconds().get(0).p().happy()).isZero();
            assertThat(result.summary().framesN()).isEqualTo(2);
        }

        @Test
        void inAHiddenPageNobodyWatches() {
            Session hiding =
                    aSession()
                            .events(
                                    play(0, 0),
                                    hidden(500, 500),
                                    visible(1000, 1000),
                                    ended(3000, 3000))
                            .build();

            ViewerSecond second =
                    measure(
                                    hiding,
                                    CALIBRATED,
                                    at(0).happy(.5f).gaze(.5f, .5f).build(),
                                    at(500).happy(.5f).gaze(.5f, .5f).build())
                            .seconds()
                            .get(0);

            assertThat(second.validN()).isEqualTo(2);
            assertThat(second.attentionRate()).isEqualTo(.5f);
            assertThat(second.engagementIndex()).isEqualTo(.25f);
            assertThat(second.gazeN()).isEqualTo(1);
        }

        @Test
        void theBaselineIsTheMeanOfTheCalmestFifth() {
            List<ViewerSecond> seconds =
                    measure(
                                    aSession().build(),
                                    CALIBRATED,
                                    at(0).happy(.5f).build(),
                                    at(100).happy(.2f).build(),
                                    at(1000).happy(.9f).build(),
                                    at(1100).happy(.9f).build(),
                                    at(1200).happy(.4f).build(),
                                    at(1300).happy(.9f).build())
                            .seconds();

            assertThat(seconds.get(0).expressivenessDelta()).isCloseTo(.35f - .3f, EXACT);
            assertThat(seconds.get(2).expressivenessDelta()).isNull();
        }

        @Test
        void theBaselineComesFromFramesOutsideTheAdToo() {
            Session late = aSession().events(play(1000, 0), ended(2000, 1000)).build();

            assertThat(
                            measure(late, CALIBRATED, at(0).build(), at(1000).happy(.7f).build())
                                    .seconds()
                                    .get(0)
                                    .expressivenessDelta())
                    .isCloseTo(.7f, EXACT);
        }
    }

    /** Null means not measured, never zero. */
    @Nested
    class Nulls {

        @Test
        void aCoveredSecondWithoutFrames() {
            ViewerSecond second =
                    measure(aSession().build(), CALIBRATED, at(0).build()).seconds().get(1);

            assertThat(second.coverageRate()).isEqualTo(1);
            assertThat(second.framesN()).isZero();
            assertThat(second.validN()).isZero();
            assertThat(second.gazeN()).isZero();
            assertThat(second.validRate()).isNull();
            assertThat(second.invalidReason()).isNull();
            assertThat(second.blinksN()).isNull();
            assertNoExpression(second);
            assertNoAttention(second);
            assertNoGaze(second);
        }

        @Test
        void aSecondWithoutAValidFrame() {
            ViewerSecond second =
                    measure(aSession().build(), CALIBRATED, invalid(0, InvalidReason.TOO_SMALL))
                            .seconds()
                            .get(0);

            assertThat(second.framesN()).isEqualTo(1);
            assertThat(second.validRate()).isZero();
            assertThat(second.invalidReason()).isEqualTo("too_small");
            assertThat(second.blinksN()).isNull();
            assertNoExpression(second);
            assertNoAttention(second);
            assertNoGaze(second);
        }

        @Test
        void withoutConsentToExpressions() {
            SessionResult result =
                    measure(
                            aSession().consentTo(Purpose.GAZE).build(),
                            CALIBRATED,
                            at(0).withoutExpression().gaze(.5f, .5f).build());

            ViewerSecond second = result.seconds().get(0);
            assertNoExpression(second);
            assertThat(second.attentionRate()).isEqualTo(1);
            assertThat(second.yawDegMean()).isZero();
            assertThat(second.blinksN()).isZero();
            assertThat(second.gazeN()).isEqualTo(1);
            assertThat(result.summary().engagementIndex()).isNull();
            assertThat(result.summary().valence()).isNull();
            assertThat(result.summary().peakSecond()).isNull();
            assertThat(result.summary().attentiveSeconds()).isEqualTo(1);
        }

        @Test
        void withoutConsentToGaze() {
            SessionResult result =
                    measure(
                            aSession().consentTo(Purpose.EXPRESSIONS).build(),
                            NO_CONSENT,
                            at(0).happy(.5f).buildWithoutGaze());

            ViewerSecond second = result.seconds().get(0);
            assertThat(second.p().happy()).isEqualTo(.5f);
            assertThat(second.expressiveness()).isEqualTo(.5f);
            assertThat(second.blinksN()).isNull();
            assertThat(second.gazeN()).isNull();
            assertNoAttention(second);
            assertNoGaze(second);
            SessionSummary summary = result.summary();
            assertThat(summary.gazeCalibrated()).isNull();
            assertThat(summary.calibrationPointsN()).isNull();
            assertThat(summary.gazeErrorNorm()).isNull();
            assertThat(summary.attentiveSeconds()).isNull();
            assertThat(summary.lookawaysN()).isNull();
            assertThat(summary.engagementIndex()).isNull();
            assertThat(summary.valence()).isEqualTo(new MeanPeakEnd(.5f, .5f, .5f));
            assertThat(result.gaze()).isNull();
        }

        @Test
        void withoutCalibration() {
            SessionResult result = measure(aSession().build(), UNCALIBRATED, at(0).build());

            ViewerSecond second = result.seconds().get(0);
            assertThat(second.gazeN()).isNull();
            assertNoGaze(second);
            assertThat(second.attentionRate()).isEqualTo(1);
            assertThat(second.blinksN()).isZero();
            assertThat(result.summary().gazeCalibrated()).isFalse();
            assertThat(result.summary().calibrationPointsN()).isZero();
            assertThat(result.summary().gazeErrorNorm()).isNull();
            assertThat(result.gaze()).isNull();
        }

        @Test
        void aSecondInWhichNoFrameGaveAScreenPoint() {
            ViewerSecond second =
                    measure(aSession().build(), CALIBRATED, at(0).build()).seconds().get(0);

            assertThat(second.gazeN()).isZero();
            assertNoGaze(second);
        }

        @Test
        void aSessionWithoutFrames() {
            SessionSummary summary = measure(aSession().build(), UNCALIBRATED).summary();

            assertThat(summary.framesN()).isZero();
            assertThat(summary.validRate()).isNull();
            assertThat(summary.qualityGrade()).isEqualTo(6);
            assertThat(summary.watchedMs()).isEqualTo(3000);
            assertThat(summary.engagementIndex()).isNull();
        }

        private void assertNoExpression(ViewerSecond second) {
            assertThat(second.p()).isNull();
            assertThat(second.dominantExpression()).isNull();
            assertThat(second.expressiveness()).isNull();
            assertThat(second.expressivenessDelta()).isNull();
            assertThat(second.valence()).isNull();
            assertThat(second.engagementIndex()).isNull();
        }

        private void assertNoAttention(ViewerSecond second) {
            assertThat(second.attentionRate()).isNull();
            assertThat(second.engagementIndex()).isNull();
            assertThat(second.yawDegMean()).isNull();
            assertThat(second.pitchDegMean()).isNull();
            assertThat(second.rollDegMean()).isNull();
        }

        private void assertNoGaze(ViewerSecond second) {
            assertThat(second.gazeXNormMed()).isNull();
            assertThat(second.gazeYNormMed()).isNull();
            assertThat(second.gazeDispersionNorm()).isNull();
            assertThat(second.onAdRate()).isNull();
        }
    }

    @Nested
    class Summary {

        @Test
        void tellsOfTheSession() {
            Session session = aSession().adDurationMs(9000).build();
            DemographicsEstimate demographics =
                    new DemographicsEstimate(34.5f, 2.5f, "female", .8f);

            SessionSummary summary =
                    measure(
                                    session,
                                    new SessionEnd(
                                            new RecordingEnd(5000, 25f, 1, demographics),
                                            CALIBRATED),
                                    at(0).build(),
                                    invalid(100, InvalidReason.NO_FACE),
                                    at(200).build(),
                                    at(300).build())
                            .summary();

            assertThat(summary)
                    .usingRecursiveComparison()
                    .isEqualTo(
                            new SessionSummary(
                                    "2026-11-22",
                                    "s-1",
                                    "v-1",
                                    "a-1",
                                    SessionBuilder.STARTED_AT,
                                    "desktop",
                                    "c-1",
                                    9000,
                                    3000,
                                    false,
                                    25f,
                                    4,
                                    .75f,
                                    4,
                                    true,
                                    9,
                                    .04f,
                                    1f,
                                    0,
                                    0,
                                    null,
                                    new MeanPeakEnd(0, 0, 0),
                                    new MeanPeakEnd(0, 0, 0),
                                    0,
                                    34.5f,
                                    2.5f,
                                    "female",
                                    .8f,
                                    Versions.METRIC,
                                    Versions.MODEL,
                                    "camp-1",
                                    "study-1"));
        }

        @Test
        void drawsTheCurvesFromTheSeconds() {
            SessionSummary summary =
                    measure(
                                    aSession().build(),
                                    CALIBRATED,
                                    at(0).happy(.1f).build(),
                                    at(1000).happy(.8f).build(),
                                    at(1500).happy(.4f).build(),
                                    at(2000).happy(.3f).build())
                            .summary();

            assertThat(summary.engagementIndex().mean()).isCloseTo((.1f + .6f + .3f) / 3, EXACT);
            assertThat(summary.engagementIndex().peak()).isCloseTo(.6f, EXACT);
            assertThat(summary.engagementIndex().end()).isCloseTo(.3f, EXACT);
            assertThat(summary.valence().peak()).isCloseTo(.6f, EXACT);
            assertThat(summary.peakSecond()).isEqualTo(1);
        }

        @Test
        void ofEqualPeaksTheFirstIsNamed() {
            SessionSummary summary =
                    measure(
                                    aSession().build(),
                                    CALIBRATED,
                                    at(0).build(),
                                    at(1000).happy(.5f).build(),
                                    at(2000).happy(.5f).build())
                            .summary();

            assertThat(summary.peakSecond()).isEqualTo(1);
        }

        @Test
        void weighsAttentiveSecondsByCoverage() {
            Session partly = aSession().events(play(0, 0), pause(1500, 1500)).build();

            SessionSummary summary =
                    measure(
                                    partly,
                                    CALIBRATED,
                                    at(0).build(),
                                    at(500).lookingAway().build(),
                                    at(1200).build())
                            .summary();

            assertThat(summary.attentiveSeconds()).isCloseTo(.5f * 1 + 1 * .5f, EXACT);
        }

        @Test
        void knowsWhetherTheAdsEndWasReached() {
            assertThat(measure(aSession().build(), CALIBRATED).summary().completed()).isTrue();
            assertThat(
                            measure(aSession().adDurationMs(9000).build(), CALIBRATED)
                                    .summary()
                                    .completed())
                    .isFalse();
        }
    }

    @Nested
    class Lookaways {

        @Test
        void aSpellOfHalfASecondCountsOnce() {
            assertThat(lookaways(away(0), away(250), away(500), away(1400), at(1500).build()))
                    .isEqualTo(1);
        }

        @Test
        void aShorterSpellDoesNotCount() {
            assertThat(lookaways(away(0), away(499), at(500).build())).isZero();
        }

        @Test
        void eachSpellCounts() {
            assertThat(lookaways(away(0), away(500), at(600).build(), away(700), away(1200)))
                    .isEqualTo(2);
        }

        @Test
        void aFrameWithoutAFaceNeitherStartsNorEndsASpell() {
            assertThat(
                            lookaways(
                                    invalid(0, InvalidReason.NO_FACE),
                                    away(300),
                                    invalid(600, InvalidReason.NO_FACE),
                                    away(799)))
                    .isZero();
            assertThat(lookaways(away(300), invalid(600, InvalidReason.NO_FACE), away(800)))
                    .isEqualTo(1);
        }

        @Test
        void aPauseEndsASpell() {
            Session pausing =
                    aSession()
                            .events(play(0, 0), pause(400, 400), play(1000, 400), ended(1400, 800))
                            .build();

            assertThat(
                            measure(pausing, CALIBRATED, away(0), away(399), away(700), away(1000))
                                    .summary()
                                    .lookawaysN())
                    .isZero();
        }

        private Integer lookaways(MeasuredFrame... frames) {
            return measure(aSession().build(), CALIBRATED, frames).summary().lookawaysN();
        }

        private MeasuredFrame away(long recordingMs) {
            return at(recordingMs).lookingAway().build();
        }
    }

    @Nested
    class Fixations {

        /** 0.5 s at one place, 0.3 s at another, 1.2 s at a third. */
        private final SessionResult result =
                measure(aSession().build(), CALIBRATED, framesTo(2000, this::placeAt));

        private float placeAt(long recordingMs) {
            if (recordingMs <= 500) {
                return .1f;
            }
            return recordingMs <= 800 ? .5f : .9f;
        }

        @Test
        void belongToTheSecondInWhichTheyBegan() {
            assertThat(result.seconds())
                    .extracting(ViewerSecond::fixationsN)
                    .containsExactly(3, 0, 0);
            assertThat(result.seconds().get(0).fixationMsMean())
                    .isCloseTo((500 + 300 + 1200) / 3f, within(80f));
            assertThat(result.seconds().get(1).fixationMsMean()).isNull();
        }

        @Test
        void addUpToTheSessions() {
            assertThat(result.summary().fixationsN()).isEqualTo(3);
            assertThat(result.summary().fixationMsMedian()).isCloseTo(500, within(80f));
        }

        @Test
        void areNotMeasuredWithoutCalibration() {
            for (CalibrationOutcome outcome : Arrays.asList(UNCALIBRATED, NO_CONSENT)) {
                SessionResult without = measure(aSession().build(), outcome, at(0).build());

                assertThat(without.seconds().get(0).fixationsN()).isNull();
                assertThat(without.seconds().get(0).fixationMsMean()).isNull();
                assertThat(without.summary().fixationsN()).isNull();
                assertThat(without.summary().fixationMsMedian()).isNull();
            }
        }

        @Test
        void areNoneWithoutAScreenPoint() {
            SessionResult without = measure(aSession().build(), CALIBRATED, at(0).build());

            assertThat(without.seconds().get(0).fixationsN()).isZero();
            assertThat(without.seconds().get(0).fixationMsMean()).isNull();
            assertThat(without.summary().fixationsN()).isZero();
            assertThat(without.summary().fixationMsMedian()).isNull();
        }

        private MeasuredFrame[] framesTo(long endMs, LongFunction<Float> x) {
            return LongStream.iterate(0, ms -> ms < endMs, ms -> ms + 20)
                    .mapToObj(ms -> at(ms).gaze(x.apply(ms), .5f).build())
                    .toArray(MeasuredFrame[]::new);
        }
    }

    @Nested
    class Track {

        @Test
        void isThinnedToTenPointsASecond() {
            GazeTrack track =
                    measure(
                                    aSession().build(),
                                    CALIBRATED,
                                    at(0).gaze(.1f, .2f).build(),
                                    at(33).gaze(.3f, .3f).build(),
                                    at(66).gaze(.4f, .4f).build(),
                                    at(100).gaze(.5f, .6f).build(),
                                    at(133).build(),
                                    at(300).gaze(1.5f, -.5f).build())
                            .gaze();

            assertThat(track.adMs()).containsExactly(0, 100, 300);
            assertThat(track.xNorm()).containsExactly(.1f, .5f, 1.5f);
            assertThat(track.yNorm()).containsExactly(.2f, .6f, -.5f);
            assertThat(track.errorNorm()).isEqualTo(.04f);
        }

        @Test
        void isOfFramesInTheAdAlone() {
            Session late = aSession().events(play(1000, 0), ended(3000, 2000)).build();

            assertThat(
                            measure(
                                            late,
                                            CALIBRATED,
                                            at(900).gaze(.5f, .5f).build(),
                                            at(1000).gaze(.4f, .5f).build(),
                                            at(3000).gaze(.5f, .5f).build())
                                    .gaze()
                                    .xNorm())
                    .containsExactly(.4f);
            assertThat(measure(late, CALIBRATED, at(900).gaze(.5f, .5f).build()).gaze()).isNull();
        }

        @Test
        void runsAlongTheAdWhateverTheViewerDid() {
            Session again =
                    aSession()
                            .events(play(0, 0), pause(1000, 1000), play(2000, 0), pause(3000, 1000))
                            .build();

            GazeTrack track =
                    measure(
                                    again,
                                    CALIBRATED,
                                    at(200).gaze(.1f, .1f).build(),
                                    at(1500).gaze(.9f, .9f).build(),
                                    at(2100).gaze(.2f, .2f).build())
                            .gaze();

            assertThat(track.adMs()).containsExactly(100, 200);
            assertThat(track.xNorm()).containsExactly(.2f, .1f);
        }
    }

    private static SessionResult measure(
            Session session, CalibrationOutcome calibration, MeasuredFrame... frames) {
        return measure(
                session,
                new SessionEnd(new RecordingEnd(60_000, 30f, 1, null), calibration),
                frames);
    }

    private static SessionResult measure(Session session, SessionEnd end, MeasuredFrame... frames) {
        AdTimeline timeline = AdTimeline.of(session, end.recording().recordingMs());
        List<AdFrame> placed =
                Arrays.stream(frames).map(frame -> AdFrame.place(frame, timeline)).toList();
        return new SessionMeasures(session, timeline, placed, end).result();
    }
}
