package io.adgaze.operators.ads;

import io.adgaze.operators.ads.reports.AdReports;
import io.adgaze.operators.ads.reports.AdReports.AdFacts;
import io.adgaze.operators.ads.sums.AdSums;
import io.adgaze.operators.ads.sums.BlockMerge;
import io.adgaze.operators.ads.sums.Delta;
import io.adgaze.operators.ads.sums.FixedPoint;
import io.adgaze.operators.ads.sums.Segment;
import io.adgaze.operators.ads.sums.Showing;
import io.adgaze.operators.ads.sums.WrittenSums;
import io.adgaze.records.AdReport;
import io.adgaze.records.tables.OutputLayout;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.S3Settings;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
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

    private transient MapState<Integer, WrittenSums> blocks;
    private transient Counts<Showing> showings;
    private transient Counts<String> campaigns;
    private transient ValueState<AdProgress> progress;
    private transient ValueState<AdReport> undrawn;
    private transient SegmentsOfReports segments;
    private transient ValueState<String> day;

    private transient PublishedDays published;
    private transient BlockMerge merge;
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
        blocks =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "blocks", Types.INT, TypeInformation.of(WrittenSums.class)));
        showings =
                Counts.of("showings", TypeInformation.of(Showing.class), Showing.BY_TIME, runtime);
        campaigns = Counts.of("campaigns", Types.STRING, Comparator.naturalOrder(), runtime);
        progress =
                runtime.getState(
                        new ValueStateDescriptor<>(
                                "progress", TypeInformation.of(AdProgress.class)));
        undrawn =
                runtime.getState(
                        new ValueStateDescriptor<>("undrawn", TypeInformation.of(AdReport.class)));
        segments = new SegmentsOfReports(runtime, pacing.minViewers());
        day = runtime.getState(new ValueStateDescriptor<>("day", Types.STRING));
        merge = new BlockMerge();
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
        if (delta.comingN() > 0 && viewersN() + delta.comingN() > FixedPoint.MOST_VIEWERS) {
            LOG.error(
                    "Ad {} has all the {} viewers that an ad can have: its figures stay as they"
                            + " are. Go on under a new ad id",
                    delta.adId(),
                    FixedPoint.MOST_VIEWERS);
            return;
        }
        add(delta);
        if (delta.hasWithdrawals()) {
            undrawn.clear();
        }
        long now = context.timerService().currentProcessingTime();
        if (viewersN() == 0) {
            forget(ad, context);
            return;
        }
        context.timerService().registerEventTimeTimer(END_OF_INPUT);
        AdProgress changed = ad.changedBy(delta, pacing.settlesAt(now));
        wake(changed, pacing.wakesAtAfterChange(changed, now), context);
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

    private void end(AdProgress ad, long now, Context context, Collector<AdReport> out)
            throws Exception {
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
            last = ad.hasWithdrawals() ? segments.ofLast(report) : segments.ofLive(report);
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
        AdReport report = reports.of(facts, new AdSums(this::written));
        LOG.info(
                "Ad {} is reported with {} viewers, worked out in {} ms",
                report.adId(),
                report.summary().viewersN(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        return ad.hasWithdrawals() ? report.followingWithdrawal() : report;
    }

    private AdFacts facts(String adId, AdProgress ad, long now) throws Exception {
        List<Showing> byTime = showings.inOrder();
        Showing first = byTime.get(0);
        return new AdFacts(
                adId,
                dayOf(adId, first),
                Instant.ofEpochMilli(now),
                first,
                campaigns.commonest(),
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

    private long viewersN() throws Exception {
        return new AdSums(this::written).viewers().viewersN(Segment.EVERYBODY);
    }

    private void add(Delta delta) throws Exception {
        for (Map.Entry<Integer, byte[]> block : delta.blocks().entrySet()) {
            byte[] before = written(block.getKey());
            byte[] sum =
                    before == null
                            ? block.getValue()
                            : merge.merged(block.getKey(), before, block.getValue());
            if (sum.length == 0) {
                blocks.remove(block.getKey());
            } else {
                blocks.put(block.getKey(), new WrittenSums(sum));
            }
        }
        showings.add(delta.showings());
        campaigns.add(delta.campaigns());
    }

    private byte @Nullable [] written(int block) throws Exception {
        WrittenSums sums = blocks.get(block);
        return sums == null ? null : sums.bytes();
    }

    private AdProgress progress() throws IOException {
        AdProgress ad = progress.value();
        return ad == null ? AdProgress.NONE : ad;
    }

    private void forget(AdProgress ad, Context context) {
        forgetTimer(ad, context);
        context.timerService().deleteEventTimeTimer(END_OF_INPUT);
        blocks.clear();
        showings.clear();
        campaigns.clear();
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
