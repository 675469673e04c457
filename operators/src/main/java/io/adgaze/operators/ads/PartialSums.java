package io.adgaze.operators.ads;

import io.adgaze.operators.ads.sums.Change;
import io.adgaze.operators.ads.sums.Delta;
import io.adgaze.operators.ads.sums.DeltaSum;
import io.adgaze.records.MinimumViewers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Adds up what changes in one part of an ad's viewers, and hands it on as one {@link Delta}: every
 * few seconds, when many have gathered, and at the end of bounded input. Keyed by ad and part, so
 * that a hot ad is summed by all slots. Its state is what has not been handed on.
 */
public final class PartialSums
        extends KeyedProcessFunction<Tuple2<String, Integer>, Change, Delta> {

    private static final long serialVersionUID = 1L;

    /** Bounded input ends with the watermark's last value. */
    private static final long END_OF_INPUT = Long.MAX_VALUE;

    /** Some ten megabytes of contributions, a few tenths of a second to sum. */
    private static final int MOST_CHANGES = 2000;

    private final Duration gatherFor;
    private final MinimumViewers minimum;

    private transient ListState<Change> changes;
    private transient ValueState<Gathering> gathering;

    /**
     * What has gathered.
     *
     * @param changesN how many changes
     * @param until when they are handed on at the latest, epoch ms of processing time
     */
    public record Gathering(int changesN, long until) {}

    /**
     * @param pacing for how long changes are gathered at most, and how many are enough to be one
     */
    public PartialSums(ReportPacing pacing) {
        this.gatherFor = pacing.gatherFor();
        this.minimum = new MinimumViewers(pacing.minViewers());
    }

    /** The ad and the viewer's part of it. */
    public static KeySelector<Change, Tuple2<String, Integer>> key() {
        return change -> Tuple2.of(change.adId(), change.part());
    }

    @Override
    public void open(OpenContext context) {
        changes =
                getRuntimeContext()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "changes", TypeInformation.of(Change.class)));
        gathering =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "gathering", TypeInformation.of(Gathering.class)));
    }

    @Override
    public void processElement(Change change, Context context, Collector<Delta> out)
            throws Exception {
        changes.add(change);
        Gathering before = gathering.value();
        if (before == null) {
            long until = context.timerService().currentProcessingTime() + gatherFor.toMillis();
            context.timerService().registerProcessingTimeTimer(until);
            context.timerService().registerEventTimeTimer(END_OF_INPUT);
            gathering.update(new Gathering(1, until));
            return;
        }
        gathering.update(new Gathering(before.changesN() + 1, before.until()));
        if (before.changesN() + 1 >= MOST_CHANGES) {
            handOn(context, out);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Delta> out)
            throws Exception {
        if (gathering.value() != null) {
            handOn(context, out);
        }
    }

    private void handOn(Context context, Collector<Delta> out) throws Exception {
        List<Change> gathered = new ArrayList<>();
        changes.get().forEach(gathered::add);
        context.timerService().deleteProcessingTimeTimer(gathering.value().until());
        context.timerService().deleteEventTimeTimer(END_OF_INPUT);
        changes.clear();
        gathering.clear();
        out.collect(DeltaSum.of(context.getCurrentKey().f0, gathered, minimum));
    }
}
