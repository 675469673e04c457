package io.adgaze.operators.ads;

import static io.adgaze.operators.SessionBuilder.STARTED_AT;
import static io.adgaze.operators.ads.ResultBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.records.AdReport;
import io.adgaze.records.AdSample;
import io.adgaze.records.AdSecond;
import io.adgaze.records.Estimate;
import io.adgaze.records.ExpressionEstimates;
import io.adgaze.records.ExpressionShares;
import io.adgaze.records.SessionResult;
import io.adgaze.records.Versions;
import io.adgaze.records.density.AdGaze;
import io.adgaze.records.density.GazeMoment;
import io.adgaze.records.density.GazeSlice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An ad's figures, from its sessions through all operators. */
class AdReportsTest {

    private static final Duration DAY = Duration.ofDays(1);

    private static final Estimate SUPPRESSED = new Estimate(null, null, null, null);

    @TempDir private Path output;

    @Test
    void doesNotDependOnTheOrderOfArrival() {
        Random random = new Random(7);
        List<SessionResult> sessions =
                sessions(
                        20,
                        n ->
                                session(n)
                                        .viewer(n % 14)
                                        .gazeError(random.nextFloat())
                                        .happySecond(0, random.nextFloat())
                                        .gazeSecond(1, random.nextFloat(), random.nextFloat())
                                        .build());
        AdReport inOrder = report(sessions, 3);

        for (int i = 0; i < 20; i++) {
            List<SessionResult> shuffled = new ArrayList<>(sessions);
            Collections.shuffle(shuffled, random);
            assertThat(report(shuffled, 3)).usingRecursiveComparison().isEqualTo(inOrder);
        }
    }

    @Test
    void countsAViewersFirstSessionOnly() {
        AdReport report =
                report(
                        List.of(
                                session(1).viewer(1).happySecond(0, .9f).build(),
                                session(2).viewer(2).happySecond(0, .4f).build(),
                                session(3)
                                        .viewer(1)
                                        .startedAt(STARTED_AT)
                                        .happySecond(0, .2f)
                                        .build()),
                        1);

        assertThat(report.sample().sessionsN()).isEqualTo(2);
        assertThat(report.seconds())
                .singleElement()
                .satisfies(
                        second -> {
                            assertThat(second.viewersN()).isEqualTo(2);
                            assertThat(second.p().happy().n()).isEqualTo(2);
                            assertThat(second.p().happy().mean()).isCloseTo(.3f, within(1e-6f));
                        });
    }

    @Test
    void ofTwoSessionsThatStartedTogetherTheSameOneCounts() {
        SessionResult one = session(1).viewer(1).startedAt(STARTED_AT).happySecond(0, .9f).build();
        SessionResult two = session(2).viewer(1).startedAt(STARTED_AT).happySecond(0, .1f).build();

        assertThat(report(List.of(one, two), 1))
                .usingRecursiveComparison()
                .isEqualTo(report(List.of(two, one), 1));
        assertThat(report(List.of(two, one), 1).seconds().get(0).p().happy().mean()).isEqualTo(.9f);
    }

    @Test
    void namesTheLatestVideo() {
        AdReport report =
                report(
                        List.of(
                                session(1).startedAt(STARTED_AT.plus(Duration.ofDays(1))).build(),
                                session(2).startedAt(STARTED_AT).build()),
                        1);

        assertThat(report.adId()).isEqualTo("a-1");
        assertThat(report.ad().version()).isEqualTo("s-1");
        assertThat(report.adDurationMs()).isEqualTo(3000);
    }

    @Test
    void describesItsSample() {
        AdReport report =
                report(
                        List.of(
                                session(1).gazeError(.02f).validRate(.9f).build(),
                                session(2).gazeError(.08f).validRate(.6f).qualityGrade(5).build(),
                                session(3).gazeError(.04f).validRate(null).qualityGrade(6).build(),
                                session(4).leftEarly().validRate(.3f).build()),
                        3);

        assertThat(report.sample()).isEqualTo(new AdSample(4, 3, 3, 3, .04f, .6f, 3));
    }

    /** One viewer's absurd gaze would be the gaze of all. */
    @ParameterizedTest
    @ValueSource(
            floats = {
                347,
                -10.1f,
                11.1f,
                1e30f,
                Float.NaN,
                Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY
            })
    void anAbsurdGazeIsNoViewersGaze(float absurd) {
        List<SessionResult> sessions =
                new ArrayList<>(
                        sessions(3, n -> session(n).gazeSecond(0, .5f, .4f).gaze(0).build()));
        sessions.add(session(4).gazeSecond(0, absurd, .4f).gazeAt(absurd, .4f).build());
        sessions.add(session(5).gazeSecond(0, .5f, absurd).gazeAt(.5f, absurd).build());
        sessions.add(session(6).gazeSecond(0, .5f, .4f).gazeError(Math.abs(absurd)).build());

        AdReport report = report(sessions, 1);

        AdSecond second = report.seconds().get(0);
        assertThat(second.viewersN()).isEqualTo(6);
        assertThat(second.gazeXNorm().n()).isEqualTo(4);
        assertThat(second.gazeXNorm().mean()).isCloseTo(.5f, within(1e-6f));
        assertThat(second.gazeYNorm().mean()).isCloseTo(.4f, within(1e-6f));
        assertThat(second.gazeDispersionNorm()).isCloseTo(0, within(1e-6f));
        assertThat(report.density().moments().get(0).viewersN()).isEqualTo(3);
        assertThat(report.sample().gazeSessionsN()).isEqualTo(3);
        assertThat(report.sample().gazeErrorNormMedian()).isEqualTo(.05f);
    }

    @ParameterizedTest
    @ValueSource(floats = {-.1f, 1.1f, 347, Float.NaN, Float.POSITIVE_INFINITY})
    void anAbsurdRateIsNoViewersRate(float absurd) {
        List<SessionResult> sessions =
                new ArrayList<>(sessions(3, n -> session(n).happySecond(0, .4f).build()));
        sessions.add(session(4).validRate(absurd).happySecond(0, absurd).build());

        AdReport report = report(sessions, 1);

        assertThat(report.sample().validRateMean()).isEqualTo(1);
        AdSecond second = report.seconds().get(0);
        assertThat(second.p().happy().n()).isEqualTo(3);
        assertThat(second.p().happy().mean()).isCloseTo(.4f, within(1e-6f));
        assertThat(second.expressiveness().n()).isEqualTo(3);
    }

    /** One has no frame, so that a mean over four viewers would rest on three. */
    @Test
    void describesItsSampleAFigureAtATime() {
        List<SessionResult> sessions =
                new ArrayList<>(sessions(3, n -> session(n).gazeError(.04f).build()));
        sessions.add(session(4).validRate(null).build());

        assertThat(report(sessions, 4).sample()).isEqualTo(new AdSample(4, 3, 4, 4, null, null, 4));
        assertThat(report(sessions, 5).sample())
                .isEqualTo(new AdSample(4, 3, null, null, null, null, 5));
    }

    @Test
    void gazeCrossesWhereEnoughViewersHaveItWithinAWindow() {
        List<SessionResult> sessions =
                List.of(
                        session(1).gaze(0, 999, 5000).build(),
                        session(2).gaze(1899, 6099).build(),
                        session(3).gaze(7000, 7100, 8000).build());

        AdGaze ofTwo = report(sessions, 2).density();
        assertThat(ofTwo.moments()).containsExactly(new GazeMoment(14, 2));
        assertThat(ofTwo.slices()).extracting(GazeSlice::index).containsExactly(9, 18);
        assertThat(report(sessions, 3).density()).isEqualTo(AdGaze.NONE);
        assertThat(report(sessions, 1).density().slices())
                .extracting(GazeSlice::index)
                .containsExactly(0, 9, 18, 50, 60, 70, 71, 80);
    }

    @Test
    void relatesASecondsViewersToAllOfTheAd() {
        AdReport report =
                report(
                        List.of(
                                session(1).second(0).second(1).build(),
                                session(2).second(0).second(1).second(2).build(),
                                session(3).second(0).build(),
                                session(4).build()),
                        1);

        assertThat(report.seconds()).extracting(AdSecond::adSecond).containsExactly(0, 1, 2);
        assertThat(report.seconds()).extracting(AdSecond::viewersN).containsExactly(3, 2, 1);
        assertThat(report.seconds())
                .extracting(AdSecond::retentionRate)
                .containsExactly(.75f, .5f, .25f);
    }

    @Test
    void estimatesEachFigureOverItsViewers() {
        AdSecond second =
                report(
                                List.of(
                                        session(1).happySecond(0, .4f).build(),
                                        session(2).happySecond(0, .51f).build(),
                                        session(3).happySecond(0, .62f).build(),
                                        session(4).gazeSecond(0, .2f, .1f).build(),
                                        session(5).gazeSecond(0, .4f, .1f).build()),
                                1)
                        .seconds()
                        .get(0);

        // s = 0.11, t(0.975, 2) = 4.302653
        assertThat(second.p().happy().mean()).isCloseTo(.51f, within(1e-6f));
        assertThat(second.p().happy().ci95Low()).isCloseTo(.51f - .273255f, within(1e-5f));
        assertThat(second.p().happy().ci95High()).isCloseTo(.51f + .273255f, within(1e-5f));
        assertThat(second.p().happy().n()).isEqualTo(3);
        assertThat(second.p().neutral().mean()).isCloseTo(.49f, within(1e-6f));
        assertThat(second.expressiveness().mean()).isCloseTo(.51f, within(1e-6f));
        assertThat(second.valence().mean()).isCloseTo(.51f, within(1e-6f));
        assertThat(second.share()).isEqualTo(new ExpressionShares(0, 0, 0, 2f / 3, 0, 0, 1f / 3));
        assertThat(second.coverageRate()).isEqualTo(new Estimate(5, 1f, 1f, 1f));
        assertThat(second.attentionRate()).isEqualTo(new Estimate(2, 1f, 1f, 1f));
        assertThat(second.engagementIndex()).isEqualTo(new Estimate(0, null, null, null));
        assertThat(second.yawDeg().mean()).isEqualTo(5);
        assertThat(second.pitchDeg().mean()).isEqualTo(6);
        assertThat(second.rollDeg().mean()).isEqualTo(7);
        assertThat(second.blinks().mean()).isEqualTo(2);
        assertThat(second.gazeXNorm().mean()).isCloseTo(.3f, within(1e-6f));
        assertThat(second.gazeYNorm().mean()).isCloseTo(.1f, within(1e-6f));
        assertThat(second.gazeDispersionNorm()).isCloseTo(.1f, within(1e-6f));
    }

    @Test
    void boundsOfAFigureStayWhereTheFigureCanBe() {
        AdSecond second =
                report(
                                List.of(
                                        session(1).happySecond(0, 0).build(),
                                        session(2).happySecond(0, 1).build()),
                                1)
                        .seconds()
                        .get(0);

        Estimate anyRate = new Estimate(2, .5f, 0f, 1f);
        assertThat(second.p().happy()).isEqualTo(anyRate);
        assertThat(second.expressiveness()).isEqualTo(anyRate);
        assertThat(second.valence()).isEqualTo(new Estimate(2, .5f, -1f, 1f));
        assertThat(second.expressivenessDelta().ci95Low()).isLessThan(-1);
    }

    @Test
    void aSecondOfTooFewViewersTellsNothing() {
        AdSecond second =
                report(sessions(9, n -> session(n).happySecond(0, .1f * n).build()), 10)
                        .seconds()
                        .get(0);

        ExpressionEstimates noExpressions =
                new ExpressionEstimates(
                        SUPPRESSED,
                        SUPPRESSED,
                        SUPPRESSED,
                        SUPPRESSED,
                        SUPPRESSED,
                        SUPPRESSED,
                        SUPPRESSED);
        assertThat(second)
                .isEqualTo(
                        new AdSecond(
                                "2026-11-22",
                                "a-1",
                                0,
                                9,
                                true,
                                "insufficient",
                                null,
                                SUPPRESSED,
                                SUPPRESSED,
                                noExpressions,
                                null,
                                SUPPRESSED,
                                SUPPRESSED,
                                SUPPRESSED,
                                SUPPRESSED,
                                SUPPRESSED,
                                SUPPRESSED,
                                SUPPRESSED,
                                SUPPRESSED,
                                SUPPRESSED,
                                SUPPRESSED,
                                SUPPRESSED,
                                SUPPRESSED,
                                null,
                                Versions.METRIC,
                                Versions.MODEL));
    }

    @Test
    void aSecondOfJustEnoughViewersIsTold() {
        AdSecond second =
                report(sessions(10, n -> session(n).happySecond(0, .5f).build()), 10)
                        .seconds()
                        .get(0);

        assertThat(second.suppressed()).isFalse();
        assertThat(second.p().happy().mean()).isEqualTo(.5f);
        assertThat(second.share()).isNotNull();
    }

    @Test
    void aFigureOfTooFewViewersIsNotToldAmongOthers() {
        List<SessionResult> sessions = new ArrayList<>();
        sessions.addAll(sessions(3, n -> session(n).happySecond(0, .5f).build()));
        sessions.addAll(sessions(4, n -> session(10 + n).gazeSecond(0, .5f, .5f).build()));

        AdSecond second = report(sessions, 4).seconds().get(0);

        assertThat(second.suppressed()).isFalse();
        assertThat(second.retentionRate()).isEqualTo(1);
        Estimate ofThree = new Estimate(3, null, null, null);
        assertThat(second.p().happy()).isEqualTo(ofThree);
        assertThat(second.valence()).isEqualTo(ofThree);
        assertThat(second.share()).isNull();
        assertThat(second.gazeXNorm().mean()).isEqualTo(.5f);
        assertThat(second.gazeDispersionNorm()).isZero();

        AdSecond ofFive = report(sessions, 5).seconds().get(0);
        assertThat(ofFive.suppressed()).isFalse();
        assertThat(ofFive.gazeXNorm()).isEqualTo(new Estimate(4, null, null, null));
        assertThat(ofFive.blinks().mean()).isNull();
        assertThat(ofFive.gazeDispersionNorm()).isNull();
        assertThat(ofFive.coverageRate().mean()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1,   insufficient",
        "29,  insufficient",
        "30,  directional",
        "149, directional",
        "150, report"
    })
    void gradesBySampleSize(int viewersN, String grade) {
        AdReport report = report(sessions(viewersN, n -> session(n).second(0).build()), 1);

        assertThat(report.seconds().get(0).grade()).isEqualTo(grade);
    }

    private static List<SessionResult> sessions(int n, IntFunction<SessionResult> session) {
        return IntStream.range(0, n).mapToObj(session).toList();
    }

    private AdReport report(List<SessionResult> sessions, int minViewers) {
        ReportPacing pacing = new ReportPacing(DAY, DAY, DAY, minViewers);
        try (AdPipeline pipeline =
                new AdPipeline(
                        new AdPipeline.Settings(pacing, DAY, output),
                        HashMapStateBackend::new,
                        2)) {
            for (SessionResult session : sessions) {
                pipeline.add(session);
            }
            pipeline.endInput();
            return pipeline.reports().get(0);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
