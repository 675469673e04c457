package io.adgaze.jobs;

import static io.adgaze.jobs.SideOutputs.REJECTIONS;

import io.adgaze.connectors.landing.WithdrawalEvents;
import io.adgaze.connectors.landing.WithdrawalListing;
import io.adgaze.connectors.landing.WithdrawalLoader;
import io.adgaze.operators.consent.ViewerHashing;
import io.adgaze.operators.landing.RejectionSplit;
import io.adgaze.records.Rejection;
import io.adgaze.records.withdrawal.Withdrawal;
import io.adgaze.records.withdrawal.WithdrawalPath;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;

/** From landed withdrawals to what their viewers' streams are keyed by. */
final class WithdrawalStage {

    private final EngagementOptions options;

    WithdrawalStage(EngagementOptions options) {
        this.options = options;
    }

    /**
     * @param withdrawals each with its viewer's hash
     * @param rejections what landed and is none
     */
    record Withdrawals(
            DataStream<Tuple2<String, Withdrawal>> withdrawals, DataStream<Rejection> rejections) {}

    Withdrawals defineIn(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<WithdrawalPath> found = paths(discover(env));
        SingleOutputStreamOperator<Withdrawal> loaded = load(found);
        return new Withdrawals(
                hashed(loaded),
                found.getSideOutput(REJECTIONS).union(loaded.getSideOutput(REJECTIONS)));
    }

    /** Listed in any case: an event may be lost, and a viewer waits for it. */
    private DataStream<Either<Rejection, WithdrawalPath>> discover(StreamExecutionEnvironment env) {
        return switch (options.discover()) {
            case POLL -> poll(env);
            case KAFKA -> kafka(env).union(poll(env));
        };
    }

    private DataStream<Either<Rejection, WithdrawalPath>> poll(StreamExecutionEnvironment env) {
        var source =
                options.bounded()
                        ? WithdrawalListing.bounded(options.withdrawals())
                        : WithdrawalListing.monitoring(
                                options.withdrawals(), options.pollInterval());
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "withdrawal listing")
                .uid("withdrawal-listing")
                .setParallelism(1);
    }

    /** By a consumer group of its own: two in one group would share the topic's partitions. */
    private DataStream<Either<Rejection, WithdrawalPath>> kafka(StreamExecutionEnvironment env) {
        var source =
                WithdrawalEvents.builder(
                        options.kafkaBootstrap(),
                        options.kafkaTopic(),
                        options.kafkaGroup() + "-withdrawals",
                        options.withdrawals());
        if (options.bounded()) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return env.fromSource(source.build(), WatermarkStrategy.noWatermarks(), "withdrawal events")
                .uid("withdrawal-events")
                .setParallelism(1);
    }

    private static SingleOutputStreamOperator<WithdrawalPath> paths(
            DataStream<Either<Rejection, WithdrawalPath>> discovered) {
        return discovered
                .process(new RejectionSplit<WithdrawalPath>(REJECTIONS))
                .returns(WithdrawalPath.class)
                .name("landed withdrawals")
                .uid("landed-withdrawals")
                .setParallelism(1);
    }

    private static SingleOutputStreamOperator<Withdrawal> load(DataStream<WithdrawalPath> found) {
        return WithdrawalLoader.load(found)
                .name("load withdrawals")
                .uid("withdrawal-loader")
                .setParallelism(1)
                .process(new RejectionSplit<Withdrawal>(REJECTIONS))
                .returns(Withdrawal.class)
                .name("withdrawals")
                .uid("withdrawals")
                .setParallelism(1);
    }

    private static DataStream<Tuple2<String, Withdrawal>> hashed(DataStream<Withdrawal> loaded) {
        return loaded.map(new ViewerHashing<>(Withdrawal.class, Withdrawal::viewerKey))
                .name("hash withdrawals' viewers")
                .uid("withdrawal-viewers")
                .setParallelism(1);
    }
}
