package io.adgaze.operators.ads;

import io.adgaze.operators.Harnesses;
import io.adgaze.operators.ads.sums.Change;
import io.adgaze.operators.ads.sums.Delta;
import io.adgaze.operators.consent.ViewerHashing;
import io.adgaze.records.AdReport;
import io.adgaze.records.SessionResult;
import io.adgaze.records.withdrawal.ViewerHash;
import io.adgaze.records.withdrawal.Withdrawal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/**
 * From sessions to reports, through the real operators, each in as many subtasks as asked for. What
 * comes out of one goes to the next at once.
 */
final class AdPipeline implements AutoCloseable {

    /** When every pipeline starts. */
    static final Instant START = Instant.parse("2026-11-28T08:00:00Z");

    private static final int MAX_PARALLELISM = 128;

    /** How an ad is counted and reported. */
    record Settings(ReportPacing pacing, Duration retention, Path output) {}

    private final Settings settings;
    private final Supplier<StateBackend> backend;
    private final List<AdReport> reports = new ArrayList<>();

    private final ViewerHash hash = ViewerHash.of(Map.of());

    private Viewers viewers;
    private OneInput<?, Change, Delta> parts;
    private OneInput<?, Delta, AdReport> totals;
    private long now = START.toEpochMilli();

    AdPipeline(Settings settings, Supplier<StateBackend> backend, int parallelism)
            throws Exception {
        this.settings = settings;
        this.backend = backend;
        start(parallelism, null);
    }

    /** The state of all operators. */
    private record State(
            OperatorSubtaskState viewers,
            OperatorSubtaskState parts,
            OperatorSubtaskState totals) {}

    private void start(int parallelism, State state) throws Exception {
        viewers = new Viewers();
        parts =
                new OneInput<>(
                        () -> new PartialSums(settings.pacing()),
                        PartialSums.key(),
                        Types.TUPLE(Types.STRING, Types.INT),
                        Delta.class);
        totals =
                new OneInput<>(
                        () -> new AdTotals(settings.pacing(), settings.output().toString()),
                        Delta::adId,
                        Types.STRING,
                        AdReport.class);
        viewers.open(parallelism, state == null ? null : state.viewers());
        parts.open(parallelism, state == null ? null : state.parts());
        totals.open(parallelism, state == null ? null : state.totals());
    }

    void add(SessionResult session) throws Exception {
        viewers.measured(Tuple2.of(hash.hash(session.summary().viewerKey()), session));
        flow();
    }

    void withdraw(Withdrawal withdrawal) throws Exception {
        viewers.withdrawn(Tuple2.of(hash.hash(withdrawal.viewerKey()), withdrawal));
        flow();
    }

    /** Time passes, in steps of a second, until so long after the start. */
    void waitUntil(Duration sinceStart) throws Exception {
        waitUntil(sinceStart, Duration.ofSeconds(1));
    }

    void waitUntil(Duration sinceStart, Duration step) throws Exception {
        long end = START.plus(sinceStart).toEpochMilli();
        while (now < end) {
            now = Math.min(now + step.toMillis(), end);
            // What comes of it comes to operators that know the time.
            totals.setTime(now);
            parts.setTime(now);
            viewers.setTime(now);
            flow();
        }
    }

    void endInput() throws Exception {
        viewers.endInput();
        flow();
        parts.endInput();
        flow();
        totals.endInput();
        flow();
    }

    private void flow() throws Exception {
        for (Change change : viewers.takeOutput()) {
            parts.process(change);
        }
        for (Delta delta : parts.takeOutput()) {
            totals.process(delta);
        }
        reports.addAll(totals.takeOutput());
    }

    /** Takes a savepoint and goes on from it. */
    void restart(int parallelism) throws Exception {
        State state = new State(viewers.snapshot(), parts.snapshot(), totals.snapshot());
        close();
        start(parallelism, state);
    }

    /** All reports so far. */
    List<AdReport> reports() {
        return reports;
    }

    /** Entries of keyed state in all operators. */
    int stateEntries() {
        return viewers.stateEntries() + parts.stateEntries() + totals.stateEntries();
    }

    int timers() {
        return viewers.timers() + parts.timers() + totals.timers();
    }

    @Override
    public void close() throws Exception {
        viewers.close();
        parts.close();
        totals.close();
    }

    /** An operator's subtasks. */
    private abstract class Stage<O, H extends AbstractStreamOperatorTestHarness<O>> {

        private final Class<O> output;
        private final List<H> subtasks = new ArrayList<>();

        Stage(Class<O> output) {
            this.output = output;
        }

        abstract H subtask(int parallelism, int index) throws Exception;

        abstract void end(H subtask) throws Exception;

        abstract int stateEntries(H subtask);

        void open(int parallelism, OperatorSubtaskState state) throws Exception {
            for (int i = 0; i < parallelism; i++) {
                H subtask = subtask(parallelism, i);
                subtask.setStateBackend(backend.get());
                Harnesses.refuseKryo(subtask);
                subtask.setup(
                        TypeInformation.of(output)
                                .createSerializer(
                                        subtask.getExecutionConfig().getSerializerConfig()));
                if (state != null) {
                    subtask.initializeState(
                            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                    state, MAX_PARALLELISM, parallelism, parallelism, i));
                }
                subtask.open();
                subtask.setProcessingTime(now);
                subtask.setStateTtlProcessingTime(now);
                subtasks.add(subtask);
            }
        }

        H of(Object key) {
            return subtasks.get(
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            key, MAX_PARALLELISM, subtasks.size()));
        }

        List<O> takeOutput() {
            List<O> taken = new ArrayList<>();
            for (H subtask : subtasks) {
                taken.addAll(subtask.extractOutputValues());
                subtask.getOutput().clear();
            }
            return taken;
        }

        void setTime(long time) throws Exception {
            for (H subtask : subtasks) {
                subtask.setProcessingTime(time);
                subtask.setStateTtlProcessingTime(time);
            }
        }

        void endInput() throws Exception {
            for (H subtask : subtasks) {
                end(subtask);
            }
        }

        OperatorSubtaskState snapshot() throws Exception {
            OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
            for (int i = 0; i < states.length; i++) {
                states[i] = subtasks.get(i).snapshot(1, now);
            }
            return AbstractStreamOperatorTestHarness.repackageState(states);
        }

        int stateEntries() {
            return subtasks.stream().mapToInt(this::stateEntries).sum();
        }

        int timers() {
            return subtasks.stream()
                    .mapToInt(s -> s.numProcessingTimeTimers() + s.numEventTimeTimers())
                    .sum();
        }

        void close() throws Exception {
            for (H subtask : subtasks) {
                subtask.close();
            }
            subtasks.clear();
        }
    }

    private final class Viewers
            extends Stage<
                    Change,
                    KeyedTwoInputStreamOperatorTestHarness<
                            String,
                            Tuple2<String, SessionResult>,
                            Tuple2<String, Withdrawal>,
                            Change>> {

        Viewers() {
            super(Change.class);
        }

        @Override
        KeyedTwoInputStreamOperatorTestHarness<
                        String, Tuple2<String, SessionResult>, Tuple2<String, Withdrawal>, Change>
                subtask(int parallelism, int index) throws Exception {
            return new KeyedTwoInputStreamOperatorTestHarness<>(
                    new KeyedCoProcessOperator<>(
                            new ViewerSessions(settings.retention(), settings.retention())),
                    ViewerHashing.key(),
                    ViewerHashing.key(),
                    Types.STRING,
                    MAX_PARALLELISM,
                    parallelism,
                    index);
        }

        void measured(Tuple2<String, SessionResult> session) throws Exception {
            of(session.f0).processElement1(session, 0);
        }

        void withdrawn(Tuple2<String, Withdrawal> withdrawal) throws Exception {
            of(withdrawal.f0).processElement2(withdrawal, 0);
        }

        @Override
        void end(
                KeyedTwoInputStreamOperatorTestHarness<
                                String,
                                Tuple2<String, SessionResult>,
                                Tuple2<String, Withdrawal>,
                                Change>
                        subtask)
                throws Exception {
            subtask.processBothWatermarks(Watermark.MAX_WATERMARK);
        }

        @Override
        int stateEntries(
                KeyedTwoInputStreamOperatorTestHarness<
                                String,
                                Tuple2<String, SessionResult>,
                                Tuple2<String, Withdrawal>,
                                Change>
                        subtask) {
            return subtask.numKeyedStateEntries();
        }
    }

    private final class OneInput<K, I, O>
            extends Stage<O, KeyedOneInputStreamOperatorTestHarness<K, I, O>> {

        private final Supplier<KeyedProcessFunction<K, I, O>> function;
        private final KeySelector<I, K> key;
        private final TypeInformation<K> keyType;

        OneInput(
                Supplier<KeyedProcessFunction<K, I, O>> function,
                KeySelector<I, K> key,
                TypeInformation<K> keyType,
                Class<O> output) {
            super(output);
            this.function = function;
            this.key = key;
            this.keyType = keyType;
        }

        @Override
        KeyedOneInputStreamOperatorTestHarness<K, I, O> subtask(int parallelism, int index)
                throws Exception {
            return new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(function.get()),
                    key,
                    keyType,
                    MAX_PARALLELISM,
                    parallelism,
                    index);
        }

        void process(I element) throws Exception {
            of(key.getKey(element)).processElement(element, 0);
        }

        @Override
        void end(KeyedOneInputStreamOperatorTestHarness<K, I, O> subtask) throws Exception {
            subtask.processWatermark(Watermark.MAX_WATERMARK);
        }

        @Override
        int stateEntries(KeyedOneInputStreamOperatorTestHarness<K, I, O> subtask) {
            return subtask.numKeyedStateEntries();
        }
    }
}
