package io.adgaze.operators.ads;

import static io.adgaze.operators.SessionBuilder.STARTED_AT;
import static io.adgaze.operators.ads.ResultBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.adgaze.operators.ads.AdPipeline.Settings;
import io.adgaze.records.AdReport;
import io.adgaze.records.AdSecond;
import io.adgaze.records.AdSegmentSecond;
import io.adgaze.records.density.AdGaze;
import io.adgaze.records.tables.FormerLayout;
import io.adgaze.records.tables.OutputLayout;
import io.adgaze.records.withdrawal.Withdrawal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When ads are reported, with whom, and under which day. */
class AdTotalsTest {

    private static final Duration REPORT_EVERY = Duration.ofMinutes(1);
    private static final Duration RENDER_EVERY = Duration.ofMinutes(10);
    private static final Duration SETTLE_AFTER = Duration.ofMinutes(5);
    private static final Duration RETENTION = Duration.ofDays(1);
    private static final Duration GATHER_FOR = REPORT_EVERY.dividedBy(10);

    /** Of withdrawals, after all consents. */
    private static final Instant REQUESTED_AT = STARTED_AT.plus(Duration.ofDays(1));

    /** That of {@code STARTED_AT}. */
    private static final String DAY = "2026-11-22";

    @TempDir private Path folder;

    private OutputLayout output;
    private AdPipeline pipeline;

    @BeforeEach
    void open() throws Exception {
        output = new OutputLayout(folder.toString());
        pipeline = pipeline(1);
    }

    private AdPipeline pipeline(int minViewers) throws Exception {
        ReportPacing pacing =
                new ReportPacing(REPORT_EVERY, RENDER_EVERY, SETTLE_AFTER, minViewers);
        return new AdPipeline(new Settings(pacing, RETENTION, folder), HashMapStateBackend::new, 2);
    }

    private void withMinimum(int minViewers) throws Exception {
        pipeline.close();
        pipeline = pipeline(minViewers);
    }

    @AfterEach
    void close() throws Exception {
        pipeline.close();
    }

    /** An ad with a session every four minutes never settles. */
    @Test
    void reportsAnAdWhileSessionsStillCome() throws Exception {
        for (int minute = 0; minute < 20; minute++) {
            pipeline.waitUntil(Duration.ofMinutes(4L * minute));
            pipeline.add(session(minute).happySecond(0, .5f).build());
        }

        assertThat(viewersReported()).startsWith(1, 2, 3).hasSizeGreaterThanOrEqualTo(19);
    }

    @Test
    void reportsAreAtLeastSoFarApart() throws Exception {
        for (int second = 0; second < 150; second++) {
            pipeline.waitUntil(Duration.ofSeconds(second));
            pipeline.add(session(second).second(0).build());
        }

        assertThat(asOf()).hasSize(3);
        assertThat(asOf().get(1) - asOf().get(0)).isEqualTo(REPORT_EVERY.toMillis());
        assertThat(asOf().get(2) - asOf().get(1)).isEqualTo(REPORT_EVERY.toMillis());
    }

    @Test
    void saysAsOfWhenAndOverHowManyItIs() throws Exception {
        pipeline.add(session(1).build());
        pipeline.waitUntil(GATHER_FOR.multipliedBy(2));

        AdReport report = pipeline.reports().get(0);
        assertThat(report.asOf()).isEqualTo(AdPipeline.START.plus(GATHER_FOR.multipliedBy(2)));
        assertThat(report.summary().asOf()).isEqualTo(report.asOf());
        assertThat(report.sample().sessionsN()).isEqualTo(1);
    }

    /** Nine viewers' figures could be worked out from two reports. */
    @Test
    void reportsOnlyWhenEnoughViewersHaveChanged() throws Exception {
        withMinimum(10);
        addViewers(1, 9);
        pipeline.waitUntil(Duration.ofMinutes(30));
        assertThat(viewersReported()).isEmpty();

        addViewers(10, 19);
        pipeline.waitUntil(Duration.ofMinutes(60));
        assertThat(viewersReported()).containsOnly(19);
        int reportsN = pipeline.reports().size();

        addViewers(20, 28);
        pipeline.waitUntil(Duration.ofMinutes(90));
        assertThat(pipeline.reports()).as("nine more").hasSize(reportsN);

        addViewers(29, 29);
        pipeline.waitUntil(Duration.ofMinutes(120));
        assertThat(viewersReported()).endsWith(29).doesNotContain(20, 28);
    }

    @Test
    void reportsWhateverThereIsAtTheEndOfBoundedInput() throws Exception {
        withMinimum(10);
        addViewers(1, 3);
        pipeline.endInput();

        assertThat(viewersReported()).containsExactly(3);
        assertThat(pipeline.reports().get(0).drawsHeatmap()).isTrue();
    }

    @Test
    void reportsNothingTwice() throws Exception {
        addViewers(1, 2);
        pipeline.waitUntil(Duration.ofHours(1));
        int reportsN = pipeline.reports().size();
        pipeline.endInput();

        assertThat(pipeline.reports()).hasSize(reportsN);
    }

    @Test
    void drawsTheHeatmapSeldomAndOnceTheAdHasSettled() throws Exception {
        for (int minute = 0; minute < 13; minute++) {
            pipeline.waitUntil(Duration.ofMinutes(minute));
            pipeline.add(session(minute).gaze(0).build());
        }
        pipeline.waitUntil(Duration.ofMinutes(30));

        List<AdReport> drawn = pipeline.reports().stream().filter(AdReport::drawsHeatmap).toList();
        assertThat(drawn)
                .extracting(report -> report.sample().sessionsN())
                .containsExactly(1, 11, 13);
        assertThat(drawn).allMatch(report -> !report.density().slices().isEmpty());
        assertThat(pipeline.reports())
                .filteredOn(report -> !report.drawsHeatmap())
                .hasSize(11)
                .allMatch(report -> report.density().equals(AdGaze.NONE));
    }

    /** Or else the heatmap of a few viewers more could be told from that of the others. */
    @Test
    void aHeatmapIsAlwaysThatOfAReport() throws Exception {
        withMinimum(10);
        addViewers(1, 10);
        pipeline.waitUntil(Duration.ofMinutes(1));
        addViewers(11, 20);
        pipeline.waitUntil(Duration.ofMinutes(3));
        addViewers(21, 24);
        pipeline.waitUntil(Duration.ofMinutes(30));

        assertThat(pipeline.reports())
                .extracting(report -> report.sample().sessionsN(), AdReport::drawsHeatmap)
                .containsExactly(tuple(10, true), tuple(20, false), tuple(20, true));
    }

    /** A viewer whose sessions come in the wrong order changes often, but is one. */
    @Test
    void aViewerWhoChangesManyTimesIsOne() throws Exception {
        withMinimum(10);
        addViewers(1, 10);
        pipeline.waitUntil(Duration.ofMinutes(10));
        int reportsN = pipeline.reports().size();
        for (int n = 0; n < 20; n++) {
            pipeline.add(session(100 + n).viewer(1).startedAt(STARTED_AT.minusSeconds(n)).build());
        }
        pipeline.waitUntil(Duration.ofMinutes(30));

        assertThat(pipeline.reports()).hasSize(reportsN);
    }

    /** One more woman among thirty men would be told by the difference of two reports. */
    @Test
    void segmentsStayAsTheyAreUntilEnoughOfEachHaveChanged() throws Exception {
        withMinimum(5);
        addOf("female", 1, 10);
        addOf("male", 11, 20);
        pipeline.waitUntil(Duration.ofMinutes(1));
        List<AdSegmentSecond> first = last().segments();
        assertThat(first)
                .extracting(AdSegmentSecond::segment, row -> row.figures().viewersN())
                .contains(tuple("female", 10), tuple("male", 10));

        addOf("female", 21, 21);
        addOf("male", 22, 30);
        pipeline.waitUntil(Duration.ofMinutes(4));
        assertThat(last().sample().sessionsN()).isEqualTo(30);
        assertThat(last().segments()).isEqualTo(first);

        addOf("female", 31, 36);
        pipeline.waitUntil(Duration.ofMinutes(8));
        assertThat(last().segments())
                .extracting(AdSegmentSecond::segment, row -> row.figures().viewersN())
                .contains(tuple("female", 17), tuple("male", 19));
    }

    @Test
    void segmentsThatWereHeldBackComeAtTheEnd() throws Exception {
        withMinimum(5);
        addOf("female", 1, 10);
        pipeline.waitUntil(Duration.ofMinutes(1));
        addOf("female", 11, 11);
        addOf("male", 12, 20);
        pipeline.waitUntil(Duration.ofMinutes(30));

        pipeline.endInput();

        assertThat(last().segments())
                .extracting(AdSegmentSecond::segment, row -> row.figures().viewersN())
                .contains(tuple("female", 11), tuple("male", 9));
    }

    @Nested
    class Withdrawals {

        /** One viewer less is fewer than may change otherwise. */
        @Test
        void areReportedWithinAMinuteWhoeverElseHasChanged() throws Exception {
            withMinimum(5);
            addViewers(1, 10);
            pipeline.waitUntil(Duration.ofMinutes(30));

            withdraw(3);
            pipeline.waitUntil(Duration.ofMinutes(31));

            assertThat(viewersReported()).endsWith(10, 9);
        }

        @Test
        void endTheHeatmapThatIsOwed() throws Exception {
            pipeline.add(session(1).gaze(0).build());
            pipeline.waitUntil(Duration.ofMinutes(1));
            pipeline.add(session(2).gaze(0).build());
            pipeline.waitUntil(Duration.ofMinutes(3));
            assertThat(last().drawsHeatmap()).isFalse();

            withdraw(2);
            pipeline.waitUntil(Duration.ofMinutes(30));

            assertThat(pipeline.reports())
                    .filteredOn(AdReport::drawsHeatmap)
                    .extracting(report -> report.sample().sessionsN())
                    .doesNotContain(2)
                    .endsWith(1);
        }

        /** So that whoever publishes drops what is older. */
        @Test
        void areToldByTheReportThatFollowsAlone() throws Exception {
            addViewers(1, 3);
            pipeline.waitUntil(Duration.ofMinutes(2));
            withdraw(3);
            pipeline.waitUntil(Duration.ofMinutes(4));
            addViewers(4, 5);
            pipeline.waitUntil(Duration.ofMinutes(6));

            assertThat(pipeline.reports())
                    .filteredOn(report -> !report.drawsHeatmap())
                    .extracting(report -> report.sample().sessionsN(), AdReport::followsWithdrawal)
                    .containsExactly(tuple(2, true), tuple(4, false));
        }

        /** The published one shows the viewer, and may be the last that the ad would have had. */
        @Test
        void haveTheHeatmapDrawnAnewOfAnAdThatHasSettled() throws Exception {
            addViewers(1, 3);
            pipeline.waitUntil(Duration.ofMinutes(60));
            assertThat(last().drawsHeatmap()).isTrue();

            withdraw(3);
            pipeline.waitUntil(Duration.ofMinutes(60).plus(RENDER_EVERY));

            assertThat(last().drawsHeatmap()).isTrue();
            assertThat(last().sample().sessionsN()).isEqualTo(2);
        }

        @Test
        void reachSegmentsThatWereHeldBack() throws Exception {
            withMinimum(5);
            addOf("female", 1, 10);
            pipeline.waitUntil(Duration.ofMinutes(1));

            withdraw(3);
            pipeline.waitUntil(Duration.ofMinutes(3));

            assertThat(last().segments())
                    .filteredOn(row -> row.segment().equals("female"))
                    .extracting(row -> row.figures().viewersN())
                    .containsOnly(9);
        }

        /** Or else the difference of two reports would be what these few contribute. */
        @Test
        void tellNothingOfAFewWhoHaveComeMeanwhile() throws Exception {
            withMinimum(5);
            addViewers(1, 10);
            pipeline.waitUntil(Duration.ofMinutes(30));
            addViewers(11, 13);
            pipeline.waitUntil(Duration.ofMinutes(32));

            withdraw(3);
            pipeline.restart(3);
            pipeline.waitUntil(Duration.ofMinutes(34));
            assertThat(viewersReported()).endsWith(10, 9);

            addViewers(14, 15);
            pipeline.waitUntil(Duration.ofMinutes(60));
            assertThat(viewersReported()).doesNotContain(12, 13).endsWith(14);
        }

        @Test
        void areNoReasonForAReportWhereTheViewerIsInNone() throws Exception {
            withMinimum(5);
            addViewers(1, 10);
            pipeline.waitUntil(Duration.ofMinutes(30));
            int reportsN = pipeline.reports().size();
            addViewers(11, 13);
            pipeline.waitUntil(Duration.ofMinutes(32));

            withdraw(12);
            pipeline.waitUntil(Duration.ofMinutes(60));
            assertThat(pipeline.reports()).hasSize(reportsN);

            addViewers(14, 15);
            pipeline.waitUntil(Duration.ofMinutes(90));
            assertThat(pipeline.reports()).as("four have come").hasSize(reportsN);

            pipeline.endInput();
            assertThat(viewersReported()).endsWith(14);
        }

        @Test
        void ofAllViewersReplaceTheFiguresByNone() throws Exception {
            addViewers(1, 2);
            pipeline.waitUntil(Duration.ofMinutes(30));
            withdraw(1);
            withdraw(2);
            pipeline.waitUntil(Duration.ofMinutes(31));

            AdReport none = last();
            assertThat(none.sample().sessionsN()).isZero();
            assertThat(none.seconds()).isEmpty();
            assertThat(none.segments()).isEmpty();
            assertThat(none.summary().completedRate()).isNull();
            assertThat(none.drawsHeatmap()).isTrue();
            assertThat(none.density()).isEqualTo(AdGaze.NONE);
            assertThat(none.followsWithdrawal()).isTrue();
            assertThat(pipeline.stateEntries()).as("the day, and two withdrawals").isEqualTo(3);

            addViewers(3, 3);
            pipeline.endInput();
            assertThat(viewersReported()).endsWith(0, 1);
            assertThat(days()).containsOnly(DAY);
        }

        /** The few who have come are not told by it. */
        @Test
        void ofAllViewersButAFewWhoHaveComeLikewise() throws Exception {
            withMinimum(3);
            addViewers(1, 3);
            pipeline.waitUntil(Duration.ofMinutes(30));
            addViewers(4, 5);
            for (int viewer = 1; viewer <= 3; viewer++) {
                withdraw(viewer);
            }
            pipeline.waitUntil(Duration.ofMinutes(40));
            assertThat(viewersReported()).endsWith(3, 0);

            pipeline.restart(3);
            pipeline.endInput();
            assertThat(viewersReported()).endsWith(0, 2);
        }

        @Test
        void ofAllViewersOfAnAdThatWasNeverReportedAreNotReported() throws Exception {
            withMinimum(5);
            addViewers(1, 2);
            withdraw(1);
            withdraw(2);
            pipeline.endInput();

            assertThat(pipeline.reports()).isEmpty();
        }

        /** One who recorded twice and withdraws what counted counts again, with enough others. */
        @Test
        void haveTheViewersNextSessionWaitForOthers() throws Exception {
            withMinimum(5);
            addViewers(1, 10);
            pipeline.add(session(100).viewer(3).second(0).build());
            pipeline.waitUntil(Duration.ofMinutes(30));

            pipeline.withdraw(new Withdrawal("w-1", "v-3", REQUESTED_AT, Set.of("s-3")));
            pipeline.waitUntil(Duration.ofMinutes(32));
            assertThat(viewersReported()).endsWith(10, 9);

            addViewers(11, 14);
            pipeline.waitUntil(Duration.ofMinutes(60));
            assertThat(viewersReported()).endsWith(14);
        }

        /** A woman had come, who was not told yet: without the one who withdraws she would be. */
        @Test
        void leaveNoRowsOfSegmentsWhereNewOnesWouldTellAFew() throws Exception {
            withMinimum(5);
            addOf("female", 1, 10);
            addOf("male", 11, 20);
            pipeline.waitUntil(Duration.ofMinutes(1));
            addOf("female", 21, 21);
            addOf("male", 22, 30);
            pipeline.waitUntil(Duration.ofMinutes(4));
            assertThat(femaleN()).containsOnly(10);

            withdraw(3);
            pipeline.waitUntil(Duration.ofMinutes(6));
            assertThat(viewersReported()).endsWith(29);
            assertThat(last().segments()).isEmpty();

            addOf("male", 31, 36);
            pipeline.waitUntil(Duration.ofMinutes(8));
            assertThat(viewersReported()).endsWith(35);
            assertThat(last().segments()).isEmpty();

            addOf("female", 37, 40);
            addOf("male", 41, 41);
            pipeline.waitUntil(Duration.ofMinutes(10));
            assertThat(femaleN()).containsOnly(14);
        }

        private List<Integer> femaleN() {
            return last().segments().stream()
                    .filter(row -> row.segment().equals("female"))
                    .map(row -> row.figures().viewersN())
                    .toList();
        }

        @Test
        void ofAnAdThatWasNeverReportedAreNoReasonForAReport() throws Exception {
            withMinimum(5);
            addViewers(1, 3);
            withdraw(3);
            pipeline.waitUntil(Duration.ofMinutes(30));

            assertThat(pipeline.reports()).isEmpty();
        }

        @Test
        void reachAllAdsOfAViewerAndNobodyElse() throws Exception {
            for (int ad = 1; ad <= 3; ad++) {
                pipeline.add(session(10 * ad).viewer(1).ad("a-" + ad).build());
                pipeline.add(session(10 * ad + 1).viewer(2).ad("a-" + ad).build());
            }
            withdraw(1);
            pipeline.endInput();

            assertThat(pipeline.reports())
                    .extracting(AdReport::adId, report -> report.sample().sessionsN())
                    .containsExactlyInAnyOrder(tuple("a-1", 1), tuple("a-2", 1), tuple("a-3", 1));
        }

        /** One that was being measured when the viewer withdrew. */
        @Test
        void keepASessionFromCountingThatComesLater() throws Exception {
            pipeline.add(session(1).build());
            withdraw(2);
            pipeline.restart(3);
            pipeline.add(session(2).build());
            pipeline.endInput();

            assertThat(viewersReported()).containsExactly(1);
        }

        @Test
        void letASessionCountUnderALaterConsent() throws Exception {
            withdraw(2);
            Instant later = REQUESTED_AT.plusSeconds(1);
            pipeline.add(session(2).consentGrantedAt(later).build());
            pipeline.endInput();

            assertThat(viewersReported()).containsExactly(1);
        }

        /** An id is known to admission for a shorter time than a session counts. */
        @Test
        void reachASessionWhoseIdWasOneOfAnotherAd() throws Exception {
            pipeline.add(session(1).viewer(1).ad("a-1").build());
            pipeline.add(session(2).viewer(2).ad("a-1").build());
            pipeline.add(session(1).viewer(1).ad("a-2").build());
            pipeline.add(session(3).viewer(3).ad("a-2").build());
            withdraw(1);
            pipeline.endInput();

            assertThat(pipeline.reports())
                    .extracting(AdReport::adId, report -> report.sample().sessionsN())
                    .containsExactlyInAnyOrder(tuple("a-1", 1), tuple("a-2", 1));
        }

        @Test
        void leaveNothingOfTheViewerBehind() throws Exception {
            pipeline.add(session(1).viewer(1).build());
            pipeline.waitUntil(Duration.ofMinutes(10));
            int entries = pipeline.stateEntries();
            pipeline.add(session(2).viewer(2).second(0).gaze(0).build());
            withdraw(2);
            pipeline.waitUntil(Duration.ofMinutes(20));

            assertThat(pipeline.stateEntries()).as("and the withdrawal").isEqualTo(entries + 1);
        }

        private void withdraw(int viewer) throws Exception {
            pipeline.withdraw(new Withdrawal("w-1", "v-" + viewer, REQUESTED_AT, null));
        }
    }

    private void addOf(String gender, int from, int to) throws Exception {
        for (int n = from; n <= to; n++) {
            pipeline.add(session(n).demographics(30, gender).happySecond(0, .5f).build());
        }
    }

    /** Fewer than the minimum are left in the end, who wait for others and would for good. */
    @Test
    void forgetsAllOfAnAdWhoseViewersAreAllPastTheirRetention() throws Exception {
        withMinimum(5);
        for (int n = 1; n <= 8; n++) {
            pipeline.waitUntil(Duration.ofMinutes(n));
            addViewers(n, n);
        }
        pipeline.waitUntil(RETENTION.plusHours(1));

        assertThat(pipeline.stateEntries()).as("the day").isEqualTo(1);
        assertThat(pipeline.timers()).isZero();
    }

    @Test
    void keepsAdsApart() throws Exception {
        pipeline.add(session(1).ad("a-1").build());
        pipeline.add(session(2).ad("a-2").build());
        pipeline.add(session(3).ad("a-2").build());
        pipeline.endInput();

        assertThat(pipeline.reports())
                .extracting(AdReport::adId, report -> report.sample().sessionsN())
                .containsExactlyInAnyOrder(tuple("a-1", 1), tuple("a-2", 2));
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        pipeline.add(session(1).happySecond(0, .25f).gazeError(.1f).build());
        pipeline.waitUntil(Duration.ofSeconds(2));
        pipeline.restart(3);
        pipeline.add(session(2).gazeSecond(0, .5f, .5f).build());
        pipeline.restart(1);
        pipeline.waitUntil(Duration.ofMinutes(1));

        assertThat(viewersReported()).containsExactly(2);
    }

    @Test
    void forgetsASessionAfterItsRetention() throws Exception {
        pipeline.add(session(1).build());
        pipeline.waitUntil(RETENTION.dividedBy(2));
        pipeline.add(session(2).build());
        pipeline.waitUntil(RETENTION.plusMinutes(1));
        pipeline.add(session(3).build());
        pipeline.waitUntil(RETENTION.plusHours(1));

        assertThat(viewersReported()).startsWith(1).endsWith(2).contains(2);
        assertThat(last().ad().version()).isEqualTo("s-3");
    }

    /** An ad that nobody watches any more keeps what was published of it. */
    @Test
    void thatSessionsAreForgottenIsNoReasonForAReport() throws Exception {
        pipeline.add(session(1).build());
        pipeline.add(session(2).build());
        pipeline.waitUntil(Duration.ofHours(1));
        int reportsN = pipeline.reports().size();
        pipeline.waitUntil(RETENTION.plusHours(1));

        assertThat(pipeline.reports()).hasSize(reportsN);
    }

    @Test
    void keepsNothingButTheDayOfAnAdWhoseSessionsAreAllForgotten() throws Exception {
        pipeline.add(session(1).happySecond(0, .5f).gaze(0, 100).build());
        pipeline.add(session(2).viewer(1).build());
        pipeline.waitUntil(RETENTION.plusHours(1));

        assertThat(pipeline.stateEntries()).isEqualTo(1);
        assertThat(pipeline.timers()).isZero();
    }

    @Test
    void anAdsDayIsThatOfItsFirstSession() throws Exception {
        pipeline.add(session(1).startedAt(STARTED_AT.plus(Duration.ofDays(1))).build());
        pipeline.add(session(2).startedAt(STARTED_AT).second(0).build());
        pipeline.endInput();

        assertThat(days()).containsExactly(DAY);
        assertThat(last().seconds()).extracting(AdSecond::dt).containsOnly(DAY);
        assertThat(last().summary().dt()).isEqualTo(DAY);
    }

    /** Another day would be another partition, whose rows count beside those of the first. */
    @Test
    void aReportedAdKeepsItsDayWhenAnEarlierSessionComesLate() throws Exception {
        pipeline.add(session(1).build());
        pipeline.waitUntil(Duration.ofMinutes(1));
        pipeline.restart(2);
        pipeline.add(session(2).startedAt(STARTED_AT.minus(Duration.ofDays(2))).build());
        pipeline.waitUntil(Duration.ofMinutes(10));

        assertThat(days()).containsOnly(DAY);
        assertThat(last().sample().sessionsN()).isEqualTo(2);
    }

    @Test
    void aReportedAdKeepsItsDayWhenItsSessionsAreForgotten() throws Exception {
        pipeline.add(session(1).build());
        pipeline.waitUntil(RETENTION.multipliedBy(2));
        pipeline.add(session(2).startedAt(STARTED_AT.plus(RETENTION)).build());
        pipeline.waitUntil(RETENTION.multipliedBy(2).plusHours(1));

        assertThat(days()).containsOnly(DAY);
        assertThat(last().sample().sessionsN()).isEqualTo(1);
    }

    /** By a job that kept no days, or whose state is gone. */
    @Test
    void anAdThatWasPublishedBeforeKeepsThatDay() throws Exception {
        publish("a-1", "2026-10-01");
        publish("a-2", "2026-10-02");
        pipeline.restart(2);
        pipeline.add(session(1).ad("a-1").build());
        pipeline.add(session(2).ad("a-3").build());
        pipeline.endInput();

        assertThat(pipeline.reports())
                .extracting(AdReport::adId, AdReport::dt)
                .containsExactlyInAnyOrder(tuple("a-1", "2026-10-01"), tuple("a-3", DAY));
    }

    /** Its rows may still lie there, or have been moved. */
    @Test
    void anAdThatWasPublishedInTheFormerLayoutKeepsThatDay() throws Exception {
        String table = new FormerLayout(output.outputUri()).table(OutputLayout.AD_SECONDS);
        write(table + "/dt=2026-10-01/ad_id=007/part-0.parquet");
        write(table + "/dt=2026-10-02/ad_id=7/part-0.parquet");
        publish("7", "2026-10-02");
        pipeline.restart(2);
        pipeline.add(session(1).ad("007").build());
        pipeline.add(session(2).ad("7").build());
        pipeline.endInput();

        assertThat(pipeline.reports())
                .extracting(AdReport::adId, AdReport::dt)
                .containsExactlyInAnyOrder(tuple("007", "2026-10-01"), tuple("7", "2026-10-02"));
    }

    @Test
    void ofSeveralPublishedDaysTheEarliestIsKept() throws Exception {
        publish("a-1", "2026-10-03");
        publish("a-1", "2026-10-01");
        publish("a-1", "2026-10-02");
        pipeline.restart(2);
        pipeline.add(session(1).build());
        pipeline.endInput();

        assertThat(days()).containsExactly("2026-10-01");
    }

    private void addViewers(int from, int to) throws Exception {
        for (int n = from; n <= to; n++) {
            pipeline.add(session(n).happySecond(0, .1f).gaze(0).build());
        }
    }

    private void publish(String adId, String dt) throws IOException {
        write(output.adObject(OutputLayout.AD_SECONDS, dt, adId));
    }

    private static void write(String uri) throws IOException {
        Path object = Path.of(uri);
        Files.createDirectories(object.getParent());
        Files.writeString(object, "rows");
    }

    private AdReport last() {
        return pipeline.reports().get(pipeline.reports().size() - 1);
    }

    private List<String> days() {
        return pipeline.reports().stream().map(AdReport::dt).toList();
    }

    private List<Long> asOf() {
        return pipeline.reports().stream().map(report -> report.asOf().toEpochMilli()).toList();
    }

    private List<Integer> viewersReported() {
        return pipeline.reports().stream().map(report -> report.sample().sessionsN()).toList();
    }
}
