package io.adgaze.operators.ads;

import static io.adgaze.operators.SessionBuilder.STARTED_AT;
import static io.adgaze.operators.ads.ResultBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.adgaze.operators.Harnesses;
import io.adgaze.records.AdReport;
import io.adgaze.records.AdSecond;
import io.adgaze.records.SessionResult;
import io.adgaze.records.tables.FormerLayout;
import io.adgaze.records.tables.OutputLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdAggregatorTest {

    private static final Duration SETTLE_AFTER = Duration.ofMinutes(5);
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final int MIN_VIEWERS = 1;
    private static final long END_OF_INPUT = Long.MAX_VALUE;

    /** That of {@code STARTED_AT}. */
    private static final String DAY = "2026-11-22";

    @TempDir private Path folder;

    private OutputLayout output;
    private KeyedOneInputStreamOperatorTestHarness<String, SessionResult, AdReport> aggregator;

    @BeforeEach
    void open() throws Exception {
        output = new OutputLayout(folder.toString());
        openAggregator();
    }

    private void openAggregator() throws Exception {
        aggregator =
                Harnesses.open(
                        function(), AdAggregatorTest::adId, TypeInformation.of(AdReport.class));
    }

    @AfterEach
    void close() throws Exception {
        aggregator.close();
    }

    @Test
    void reportsAnAdOnceItHasSettled() throws Exception {
        add(session(1).happySecond(0, .5f).build());

        waitUntil(SETTLE_AFTER.minusMillis(1));
        assertThat(reports()).isEmpty();

        waitUntil(SETTLE_AFTER);
        assertThat(sessionsReported()).containsExactly(1);
        assertThat(reports().get(0).seconds()).hasSize(1);
    }

    @Test
    void eachSessionUnsettlesItsAd() throws Exception {
        add(session(1).build());
        waitUntil(SETTLE_AFTER.minusMillis(1));
        add(session(2).build());

        waitUntil(SETTLE_AFTER.multipliedBy(2).minusMillis(2));
        assertThat(reports()).isEmpty();

        waitUntil(SETTLE_AFTER.multipliedBy(2).minusMillis(1));
        assertThat(sessionsReported()).containsExactly(2);
    }

    @Test
    void reportsAllSessionsAgainWhenMoreHaveSettled() throws Exception {
        add(session(1).build());
        waitUntil(SETTLE_AFTER);
        add(session(2).build());
        waitUntil(SETTLE_AFTER.multipliedBy(2));

        assertThat(sessionsReported()).containsExactly(1, 2);
    }

    @Test
    void reportsAtTheEndOfBoundedInput() throws Exception {
        add(session(1).build());
        add(session(2).build());
        aggregator.processWatermark(END_OF_INPUT - 1);
        assertThat(reports()).isEmpty();

        aggregator.processWatermark(END_OF_INPUT);
        waitUntil(SETTLE_AFTER);

        assertThat(sessionsReported()).containsExactly(2);
    }

    @Test
    void reportsNothingTwice() throws Exception {
        add(session(1).build());
        waitUntil(SETTLE_AFTER);
        waitUntil(SETTLE_AFTER.multipliedBy(3));
        aggregator.processWatermark(END_OF_INPUT);

        assertThat(reports()).hasSize(1);
    }

    @Test
    void keepsAdsApart() throws Exception {
        add(session(1).ad("a-1").build());
        waitUntil(SETTLE_AFTER.dividedBy(2));
        add(session(2).ad("a-2").build());
        add(session(3).ad("a-2").build());

        waitUntil(SETTLE_AFTER);
        assertThat(reports()).extracting(AdReport::adId).containsExactly("a-1");

        aggregator.processWatermark(END_OF_INPUT);
        assertThat(reports()).extracting(AdReport::adId).containsExactly("a-1", "a-2");
        assertThat(sessionsReported()).containsExactly(1, 2);
    }

    @Test
    void aSessionThatComesTwiceCountsOnce() throws Exception {
        add(session(1).happySecond(0, .1f).build());
        add(session(1).happySecond(0, .9f).build());
        waitUntil(SETTLE_AFTER);

        assertThat(sessionsReported()).containsExactly(1);
        assertThat(reports().get(0).seconds().get(0).p().happy().mean()).isEqualTo(.9f);
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        add(session(1).happySecond(0, .25f).gazeError(.1f).build());
        waitUntil(SETTLE_AFTER.dividedBy(2));
        add(session(2).gazeSecond(0, .5f, .5f).build());
        var state = aggregator.snapshot(1, 1);
        aggregator.processWatermark(END_OF_INPUT);
        AdReport undisturbed = reports().get(0);
        aggregator.close();

        aggregator =
                Harnesses.restore(
                        function(),
                        AdAggregatorTest::adId,
                        TypeInformation.of(AdReport.class),
                        state);
        waitUntil(SETTLE_AFTER.dividedBy(2).plus(SETTLE_AFTER));

        assertThat(reports()).singleElement().usingRecursiveComparison().isEqualTo(undisturbed);
    }

    @Test
    void forgetsASessionAfterItsRetention() throws Exception {
        add(session(1).build());
        aggregator.setStateTtlProcessingTime(RETENTION.toMillis() + 1);
        add(session(2).build());
        waitUntil(SETTLE_AFTER);

        assertThat(reports())
                .singleElement()
                .satisfies(report -> assertThat(report.ad().version()).isEqualTo("s-2"));
        assertThat(sessionsReported()).containsExactly(1);
    }

    @Test
    void reportsNothingOfAnAdWhoseSessionsAreAllForgotten() throws Exception {
        add(session(1).build());
        aggregator.setStateTtlProcessingTime(RETENTION.toMillis() + 1);
        waitUntil(SETTLE_AFTER);

        assertThat(reports()).isEmpty();
    }

    @Test
    void anAdsDayIsThatOfItsFirstSession() throws Exception {
        add(session(1).startedAt(STARTED_AT.plus(Duration.ofDays(1))).build());
        add(session(2).startedAt(STARTED_AT).second(0).build());
        waitUntil(SETTLE_AFTER);

        assertThat(days()).containsExactly(DAY);
        assertThat(reports().get(0).seconds()).extracting(AdSecond::dt).containsOnly(DAY);
    }

    /** Another day would be another partition, whose rows count beside those of the first. */
    @Test
    void aReportedAdKeepsItsDayWhenAnEarlierSessionComesLate() throws Exception {
        add(session(1).build());
        waitUntil(SETTLE_AFTER);
        restart();
        add(session(2).startedAt(STARTED_AT.minus(Duration.ofDays(2))).build());
        waitUntil(SETTLE_AFTER.multipliedBy(2));

        assertThat(days()).containsExactly(DAY);
        assertThat(sessionsReported()).containsExactly(2);
    }

    @Test
    void aReportedAdKeepsItsDayWhenItsSessionsAreForgotten() throws Exception {
        add(session(1).build());
        waitUntil(SETTLE_AFTER);
        aggregator.setStateTtlProcessingTime(2 * RETENTION.toMillis());
        add(session(2).startedAt(STARTED_AT.plus(RETENTION)).build());
        waitUntil(SETTLE_AFTER.multipliedBy(2));

        assertThat(days()).containsExactly(DAY, DAY);
        assertThat(sessionsReported()).containsExactly(1, 1);
    }

    /** By a job that kept no days, or whose state is gone. */
    @Test
    void anAdThatWasPublishedBeforeKeepsThatDay() throws Exception {
        publish("a-1", "2026-10-01");
        publish("a-2", "2026-10-02");
        restart();
        add(session(1).ad("a-1").build());
        add(session(2).ad("a-3").build());
        waitUntil(SETTLE_AFTER);

        assertThat(reports())
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
        restart();
        add(session(1).ad("007").build());
        add(session(2).ad("7").build());
        waitUntil(SETTLE_AFTER);

        assertThat(reports())
                .extracting(AdReport::adId, AdReport::dt)
                .containsExactlyInAnyOrder(tuple("007", "2026-10-01"), tuple("7", "2026-10-02"));
    }

    @Test
    void ofSeveralPublishedDaysTheEarliestIsKept() throws Exception {
        publish("a-1", "2026-10-03");
        publish("a-1", "2026-10-01");
        publish("a-1", "2026-10-02");
        restart();
        add(session(1).build());
        waitUntil(SETTLE_AFTER);

        assertThat(days()).containsExactly("2026-10-01");
    }

    @Test
    void keepsNothingButTheSessionsAndTheDayOfAnAdThatWasReported() throws Exception {
        add(session(1).build());
        waitUntil(SETTLE_AFTER);

        assertThat(aggregator.numKeyedStateEntries()).isEqualTo(2);
        assertThat(aggregator.numProcessingTimeTimers()).isZero();
        assertThat(aggregator.numEventTimeTimers()).isZero();
    }

    private void publish(String adId, String dt) throws IOException {
        write(output.adSeconds(dt, adId));
    }

    private static void write(String uri) throws IOException {
        Path object = Path.of(uri);
        Files.createDirectories(object.getParent());
        Files.writeString(object, "rows");
    }

    private void restart() throws Exception {
        var state = aggregator.snapshot(1, 1);
        aggregator.close();
        aggregator =
                Harnesses.restore(
                        function(),
                        AdAggregatorTest::adId,
                        TypeInformation.of(AdReport.class),
                        state);
    }

    private List<String> days() {
        return reports().stream().map(AdReport::dt).toList();
    }

    private void add(SessionResult result) throws Exception {
        aggregator.processElement(result, 0);
    }

    private void waitUntil(Duration processingTime) throws Exception {
        aggregator.setProcessingTime(processingTime.toMillis());
    }

    private List<AdReport> reports() {
        return aggregator.extractOutputValues();
    }

    private List<Integer> sessionsReported() {
        return reports().stream().map(report -> report.sample().sessionsN()).toList();
    }

    private AdAggregator function() {
        return new AdAggregator(SETTLE_AFTER, RETENTION, MIN_VIEWERS, output.outputUri());
    }

    private static String adId(SessionResult result) {
        return result.summary().adId();
    }
}
