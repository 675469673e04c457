package io.adgaze.operators.ads;

import io.adgaze.operators.ads.reports.AdReports;
import io.adgaze.operators.ads.reports.AdReports.AdFacts;
import io.adgaze.operators.ads.sums.Delta;
import io.adgaze.operators.ads.sums.FixedPoint;
import io.adgaze.operators.ads.sums.Showing;
import io.adgaze.records.AdReport;
import io.adgaze.records.tables.OutputLayout;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.S3Settings;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an ad's sums and reports the ad: live, while its viewers still watch, as {@link
 * ReportPacing} says, and at the end of bounded input. Keyed by ad.
 *
 * <p>A report costs what the ad is long, not how many watched it, and depends neither on arrival
 * nor on restarts. Only its day does: that of the first session in the ad's first report. It stays,
 * since another day would be another partition, and the rows of the first would be counted beside
 * those of the second. The day is kept when nobody is left in the sums, which clears all else: the
 * rows stay as well, and a session that comes then must not publish the ad on a second day. That is
 * one date for each object in {@code ad_seconds}. A job that begins with an output of before finds
 * the days there.
 *
 * <p>A heatmap is always that of a report: where it is drawn later than its figures are published,
 * the report is kept until then.
 */
public final class AdTotals extends KeyedProcessFunction<String, Delta, AdReport> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AdTotals.class);

    /** Bounded input ends with the watermark's last value. */
    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final ReportPacing pacing;
    private final String outputUri;

    private transient KeptSums sums;
    private transient HeldChanges held;
    private transient ValueState<AdProgress> progress;
    private transient ValueState<AdReport> undrawn;
    private transient SegmentsOfReports segments;
    private transient ValueState<String> day;

    private transient PublishedDays published;
    private transient AdReports reports;

    /**
     * @param pacing when ads are reported
     * @param outputUri where ads are published, and may have been before
     */
    public AdTotals(ReportPacing pacing, String outputUri) {
        this.pacing = pacing;
        this.outputUri = outputUri;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        var runtime = getRuntimeContext();
        sums = new KeptSums(runtime);
        held = new HeldChanges(runtime, pacing.minViewers());
        progress =
                runtime.getState(
                        new ValueStateDescriptor<>(
                                "progress", TypeInformation.of(AdProgress.class)));
        undrawn =
                runtime.getState(
                        new ValueStateDescriptor<>("undrawn", TypeInformation.of(AdReport.class)));
        segments = new SegmentsOfReports(runtime, pacing.minViewers());
        day = runtime.getState(new ValueStateDescriptor<>("day", Types.STRING));
        reports = new AdReports(pacing.minViewers());
        try (ObjectStore store = ObjectStores.of(storeSettings())) {
            published = PublishedDays.list(store, new OutputLayout(outputUri));
        }
    }

    /** How the store is reached, which the public context of a function does not give. */
    private S3Settings storeSettings() {
        return S3Settings.of(
                ((StreamingRuntimeContext) getRuntimeContext())
                        .getTaskManagerRuntimeInfo()
                        .getConfiguration()
                        .toMap());
    }

    @Override
    public void processElement(Delta delta, Context context, Collector<AdReport> out)
            throws Exception {
        AdProgress ad = progress();
        if (delta.comingN() > 0 && sums.viewersN() + delta.comingN() > FixedPoint.MOST_VIEWERS) {
            LOG.error(
                    "Ad {} has all the {} viewers that an ad can have: its figures stay as they"
                            + " are. Go on under a new ad id",
                    delta.adId(),
                    FixedPoint.MOST_VIEWERS);
            return;
        }
        long now = context.timerService().currentProcessingTime();
        AdProgress changed = count(held.due(delta, ad.othersN()), ad, now);
        if (sums.viewersN() + held.comingN() == 0) {
            changed = count(held.takeAll(delta.adId()), changed, now);
        }
        if (sums.viewersN() == 0) {
            goOnWithNobody(changed, delta, context, out);
            return;
        }
        context.timerService().registerEventTimeTimer(END_OF_INPUT);
        wake(changed, pacing.wakesAtAfterChange(changed, now), context);
    }

    /** What is published is replaced where somebody withdrew who is in it, and stays where not. */
    private void goOnWithNobody(AdProgress ad, Delta last, Context context, Collector<AdReport> out)
            throws Exception {
        if (ad.hasWithdrawals() && ad.reportedAt() > 0) {
            out.collect(ofNobody(last, context));
        }
        forget(ad, context);
        if (!held.areNone()) {
            context.timerService().registerEventTimeTimer(END_OF_INPUT);
        }
    }

    /** As of the day's begin, since no session tells more. */
    private AdReport ofNobody(Delta last, Context context) throws Exception {
        Showing shown = Collections.max(last.showings().keySet(), Showing.BY_TIME);
        String dt = dayOf(last.adId(), shown);
        Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
        AdFacts facts =
                new AdFacts(
                        last.adId(), dt, now, shown.atBeginOf(LocalDate.parse(dt)), null, shown, 0);
        LOG.info("Ad {} is reported with nobody: all of its viewers have withdrawn", last.adId());
        return reports.of(facts, sums.sums()).followingWithdrawal();
    }

    private AdProgress count(List<Delta> due, AdProgress before, long now) throws Exception {
        AdProgress ad = before;
        for (Delta delta : due) {
            sums.add(delta);
            segments.change(delta);
            if (delta.hasWithdrawals()) {
                undrawn.clear();
            }
            ad = ad.changedBy(delta, pacing.settlesAt(now));
        }
        return ad;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AdReport> out)
            throws Exception {
        AdProgress ad = progress();
        long now = context.timerService().currentProcessingTime();
        if (timestamp == END_OF_INPUT) {
            end(ad, now, context, out);
            return;
        }
        // A clock that was set back would else have nothing be due, and no other timer be set.
        proceed(ad, Math.max(now, timestamp), context, out);
    }

    private void end(AdProgress before, long now, Context context, Collector<AdReport> out)
            throws Exception {
        AdProgress ad = count(held.takeAll(context.getCurrentKey()), before, now);
        if (ad.hasNews() || ad.changedN() > 0 || segments.areStale()) {
            out.collect(segments.ofLast(report(ad, now, context)));
        } else if (ad.owesHeatmap()) {
            out.collect(undrawn.value());
        }
        undrawn.clear();
        forgetTimer(ad, context);
        progress.update(ad.reported(now).rendered(now).settled().wakingAt(AdProgress.NEVER));
    }

    /** Does what is due, and sets the timer to what is next. */
    private void proceed(AdProgress ad, long now, Context context, Collector<AdReport> out)
            throws Exception {
        AdProgress next = ad;
        AdReport last = null;
        if (pacing.isReportDue(ad, now)) {
            AdReport report = report(ad, now, context);
            last = segments.ofLive(report, ad.othersN());
            next = next.reported(now);
        }
        if (next.owesHeatmap() && pacing.isHeatmapDue(ad, now)) {
            out.collect(last == null ? undrawn.value() : last);
            undrawn.clear();
            next = next.rendered(now);
        } else if (last != null) {
            out.collect(last.withoutHeatmap());
            undrawn.update(last);
        }
        if (now >= ad.settlesAt()) {
            next = next.settled();
        }
        wake(next, pacing.wakesAt(next), context);
    }

    private void wake(AdProgress ad, long wakesAt, Context context) throws IOException {
        if (wakesAt != ad.wakesAt()) {
            forgetTimer(ad, context);
            setTimer(wakesAt, context);
        }
        progress.update(ad.wakingAt(wakesAt));
    }

    private AdReport report(AdProgress ad, long now, Context context) throws Exception {
        long start = System.nanoTime();
        AdFacts facts = facts(context.getCurrentKey(), ad, now);
        AdReport report = reports.of(facts, sums.sums());
        LOG.info(
                "Ad {} is reported with {} viewers, worked out in {} ms",
                report.adId(),
                report.summary().viewersN(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        return ad.hasWithdrawals() ? report.followingWithdrawal() : report;
    }

    private AdFacts facts(String adId, AdProgress ad, long now) throws Exception {
        List<Showing> byTime = sums.showings();
        Showing first = byTime.get(0);
        return new AdFacts(
                adId,
                dayOf(adId, first),
                Instant.ofEpochMilli(now),
                first,
                sums.campaignId(),
                byTime.get(byTime.size() - 1),
                ad.secondsEnd());
    }

    private String dayOf(String adId, Showing first) throws IOException {
        if (day.value() == null) {
            LocalDate firstDay = LocalDate.ofInstant(first.at(), ZoneOffset.UTC);
            day.update(published.of(adId).orElse(firstDay.toString()));
        }
        return day.value();
    }

    private AdProgress progress() throws IOException {
        AdProgress ad = progress.value();
        return ad == null ? AdProgress.NONE : ad;
    }

    private void forget(AdProgress ad, Context context) {
        forgetTimer(ad, context);
        context.timerService().deleteEventTimeTimer(END_OF_INPUT);
        sums.clear();
        undrawn.clear();
        segments.clear();
        progress.clear();
    }

    private static void forgetTimer(AdProgress ad, Context context) {
        if (ad.wakesAt() != AdProgress.NEVER) {
            context.timerService().deleteProcessingTimeTimer(ad.wakesAt());
        }
    }

    private static void setTimer(long time, Context context) {
        if (time != AdProgress.NEVER) {
            context.timerService().registerProcessingTimeTimer(time);
        }
    }
}
