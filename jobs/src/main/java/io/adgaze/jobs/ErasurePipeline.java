package io.adgaze.jobs;

import io.adgaze.connectors.erasure.ErasurePlaces;
import io.adgaze.connectors.erasure.ErasureStep;
import io.adgaze.connectors.erasure.ErasureTarget;
import io.adgaze.connectors.erasure.FolderErasure;
import io.adgaze.connectors.erasure.LookedThrough;
import io.adgaze.connectors.erasure.ReceiptWriting;
import io.adgaze.connectors.erasure.RejectionErasure;
import io.adgaze.connectors.erasure.RemainderSearch;
import io.adgaze.connectors.erasure.StepOperator;
import io.adgaze.connectors.erasure.TargetErasure;
import io.adgaze.connectors.erasure.TargetListing;
import io.adgaze.connectors.erasure.WithdrawnFolder;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The workflow: list, erase, list again and look through, receipts. A bounded job in batch mode: a
 * step that needs all of the one before begins when that is over.
 */
final class ErasurePipeline {

    private final ErasureOptions options;

    ErasurePipeline(ErasureOptions options) {
        this.options = options;
    }

    void defineIn(StreamExecutionEnvironment env) {
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.configure(new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
        ErasurePlaces places = options.places();
        Duration settled = options.settleAfter();
        Duration restorable = options.stateRetention();

        DataStream<Long> start =
                env.fromSequence(0, 0).setParallelism(1).name("start").uid("start");
        DataStream<ErasureTarget> listed =
                once(
                        start,
                        "list",
                        ErasureTarget.class,
                        at -> new TargetListing<>(places, settled, at));
        DataStream<WithdrawnFolder> withdrawn =
                each(
                        listed,
                        "erase rows",
                        WithdrawnFolder.class,
                        at -> new TargetErasure(places, at));
        DataStream<WithdrawnFolder> unmentioned =
                once(
                        withdrawn,
                        "erase rejections",
                        WithdrawnFolder.class,
                        at -> new RejectionErasure(places, at));
        DataStream<String> erased =
                each(
                        unmentioned,
                        "erase recordings",
                        String.class,
                        at -> new FolderErasure(places, at));
        DataStream<ErasureTarget> again =
                once(
                        erased,
                        "list again",
                        ErasureTarget.class,
                        at -> new TargetListing<>(places, Duration.ZERO, at));
        DataStream<LookedThrough> left =
                each(
                        again,
                        "look through",
                        LookedThrough.class,
                        at -> new RemainderSearch(places, at));
        once(
                        left,
                        "receipts",
                        String.class,
                        at -> new ReceiptWriting(places, settled, restorable, at))
                .sinkTo(new DiscardingSink<>())
                .setParallelism(1)
                .name("done")
                .uid("done");
    }

    /** By one subtask, which comes to know all that goes in. */
    private static <I, O> DataStream<O> once(
            DataStream<I> before, String name, Class<O> type, ErasureStep.Opening<I, O> step) {
        return step(before, name, type, step).setParallelism(1);
    }

    /**
     * By all subtasks side by side, however little goes in: most of the time a store is waited for.
     */
    private static <I, O> DataStream<O> each(
            DataStream<I> before, String name, Class<O> type, ErasureStep.Opening<I, O> step) {
        return step(before.rebalance(), name, type, step)
                .setParallelism(before.getExecutionEnvironment().getParallelism());
    }

    private static <I, O> SingleOutputStreamOperator<O> step(
            DataStream<I> before, String name, Class<O> type, ErasureStep.Opening<I, O> step) {
        return before.transform(name, TypeInformation.of(type), new StepOperator<>(step))
                .name(name)
                .uid(name.replace(' ', '-'));
    }
}
