package io.adgaze.jobs;

import static io.adgaze.jobs.SideOutputs.REJECTIONS;

import io.adgaze.connectors.landing.AdProbe;
import io.adgaze.connectors.landing.LandingListing;
import io.adgaze.connectors.landing.ManifestLoader;
import io.adgaze.connectors.landing.S3EventSource;
import io.adgaze.operators.consent.ConsentGate;
import io.adgaze.operators.consent.ViewerHashing;
import io.adgaze.operators.consent.WithdrawnSession;
import io.adgaze.operators.landing.ManifestGate;
import io.adgaze.operators.landing.RejectionSplit;
import io.adgaze.operators.landing.SessionAdmission;
import io.adgaze.records.LandedObject;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.records.withdrawal.Withdrawal;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;

/** From landed objects to sessions, each of them once. */
final class SessionStage {

    private final EngagementOptions options;

    SessionStage(EngagementOptions options) {
        this.options = options;
    }

    /**
     * @param sessions valid, and each of them once, under a consent that holds; and which of them
     *     are withdrawn later
     * @param rejections what landed and is none
     */
    record Sessions(
            DataStream<Either<WithdrawnSession, Session>> sessions,
            DataStream<Rejection> rejections) {}

    Sessions defineIn(
            StreamExecutionEnvironment env, DataStream<Tuple2<String, Withdrawal>> withdrawals) {
        SingleOutputStreamOperator<LandedObject> objects = objects(discover(env));
        SingleOutputStreamOperator<LandedObject> manifests = manifests(objects);
        SingleOutputStreamOperator<Session> loaded = load(manifests);
        SingleOutputStreamOperator<Session> admitted = admit(loaded);
        SingleOutputStreamOperator<Either<WithdrawnSession, Session>> consented =
                holdAgainst(withdrawals, admitted);
        return new Sessions(
                consented,
                objects.getSideOutput(REJECTIONS)
                        .union(
                                manifests.getSideOutput(REJECTIONS),
                                loaded.getSideOutput(REJECTIONS),
                                admitted.getSideOutput(REJECTIONS),
                                consented.getSideOutput(REJECTIONS)));
    }

    private DataStream<Either<Rejection, LandedObject>> discover(StreamExecutionEnvironment env) {
        return switch (options.discover()) {
            case POLL -> poll(env);
            case KAFKA -> kafka(env);
        };
    }

    private DataStream<Either<Rejection, LandedObject>> poll(StreamExecutionEnvironment env) {
        var source =
                options.bounded()
                        ? LandingListing.bounded(options.landing())
                        : LandingListing.monitoring(options.landing(), options.pollInterval());
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "landing listing")
                .uid("landing-listing")
                .setParallelism(1);
    }

    private DataStream<Either<Rejection, LandedObject>> kafka(StreamExecutionEnvironment env) {
        var source =
                S3EventSource.builder(
                        options.kafkaBootstrap(),
                        options.kafkaTopic(),
                        options.kafkaGroup(),
                        options.landing());
        if (options.bounded()) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return env.fromSource(source.build(), WatermarkStrategy.noWatermarks(), "S3 events")
                .uid("s3-events")
                .setParallelism(1);
    }

    private static SingleOutputStreamOperator<LandedObject> objects(
            DataStream<Either<Rejection, LandedObject>> discovered) {
        return discovered
                .process(new RejectionSplit<LandedObject>(REJECTIONS))
                .returns(LandedObject.class)
                .name("landed objects")
                .uid("landed-objects")
                .setParallelism(1);
    }

    private SingleOutputStreamOperator<LandedObject> manifests(DataStream<LandedObject> objects) {
        return objects.keyBy(landed -> landed.path().sessionId(), Types.STRING)
                .process(
                        new ManifestGate(
                                REJECTIONS, options.manifestTimeout(), options.sessionRetention()))
                .returns(LandedObject.class)
                .name("manifest gate")
                .uid("manifest-gate");
    }

    private SingleOutputStreamOperator<Session> load(DataStream<LandedObject> manifests) {
        return ManifestLoader.load(
                        manifests,
                        options.landingOptions(),
                        AdProbe.video(options.maxAdPictureSide()))
                .name("load manifests")
                .uid("manifest-loader")
                .process(new RejectionSplit<Session>(REJECTIONS))
                .returns(Session.class)
                .name("loaded sessions")
                .uid("loaded-sessions");
    }

    private SingleOutputStreamOperator<Session> admit(DataStream<Session> loaded) {
        return loaded.keyBy(Session::sessionId, Types.STRING)
                .process(new SessionAdmission(REJECTIONS, options.sessionRetention()))
                .returns(Session.class)
                .name("admission")
                .uid("session-admission");
    }

    private SingleOutputStreamOperator<Either<WithdrawnSession, Session>> holdAgainst(
            DataStream<Tuple2<String, Withdrawal>> withdrawals, DataStream<Session> admitted) {
        return admitted.map(new ViewerHashing<>(Session.class, Session::viewerKey))
                .name("hash sessions' viewers")
                .uid("session-viewers")
                .keyBy(ViewerHashing.key(), Types.STRING)
                .connect(withdrawals.keyBy(ViewerHashing.key(), Types.STRING))
                .process(new ConsentGate(REJECTIONS, options.sessionRetention()))
                .returns(ConsentGate.type())
                .name("consent gate")
                .uid("consent-gate");
    }
}
