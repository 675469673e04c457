package io.adgaze.operators;

import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** Flink's harnesses, with Kryo refused as in the job. */
public final class Harnesses {

    private Harnesses() {}

    /** An open harness around {@code function}; the caller closes it. */
    public static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> open(
            KeyedProcessFunction<String, I, O> function,
            KeySelector<I, String> key,
            TypeInformation<O> output)
            throws Exception {
        var harness = harness(function, key, output);
        harness.open();
        return harness;
    }

    /** An open harness around {@code function} whose metrics can be read. */
    public static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> open(
            KeyedProcessFunction<String, I, O> function,
            KeySelector<I, String> key,
            TypeInformation<O> output,
            HarnessMetrics metrics)
            throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(function),
                        key,
                        Types.STRING,
                        metrics.environment());
        setUp(harness, output);
        harness.open();
        return harness;
    }

    /** An open harness around {@code function}, restored from {@code state}. */
    public static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> restore(
            KeyedProcessFunction<String, I, O> function,
            KeySelector<I, String> key,
            TypeInformation<O> output,
            OperatorSubtaskState state)
            throws Exception {
        var harness = harness(function, key, output);
        harness.initializeState(state);
        harness.open();
        return harness;
    }

    private static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> harness(
            KeyedProcessFunction<String, I, O> function,
            KeySelector<I, String> key,
            TypeInformation<O> output)
            throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(function), key, Types.STRING);
        setUp(harness, output);
        return harness;
    }

    private static <O> void setUp(
            AbstractStreamOperatorTestHarness<O> harness, TypeInformation<O> output) {
        refuseKryo(harness);
        harness.setup(output.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    }

    /** To be called before the harness is set up. */
    public static void refuseKryo(AbstractStreamOperatorTestHarness<?> harness) {
        Configuration withoutKryo = new Configuration();
        withoutKryo.set(PipelineOptions.GENERIC_TYPES, false);
        harness.getExecutionConfig().configure(withoutKryo, Harnesses.class.getClassLoader());
    }

    /** What came out beside the main stream, in order. */
    public static <T> List<T> sideOutput(
            AbstractStreamOperatorTestHarness<?> harness, OutputTag<T> tag) {
        var records = harness.getSideOutput(tag);
        return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
    }
}
