package io.adgaze.jobs;

import io.adgaze.connectors.exports.AdExportFunction;
import io.adgaze.connectors.landing.AdProbe;
import io.adgaze.connectors.landing.Landing;
import io.adgaze.connectors.landing.LandingEvent;
import io.adgaze.connectors.landing.LandingListing;
import io.adgaze.connectors.landing.ManifestLoader;
import io.adgaze.connectors.landing.S3EventSource;
import io.adgaze.connectors.tables.ParquetTable;
import io.adgaze.connectors.tables.RejectedSink;
import io.adgaze.operators.ads.AdAggregator;
import io.adgaze.operators.frames.DemographicsOperator;
import io.adgaze.operators.frames.ExpressionOperator;
import io.adgaze.operators.frames.FaceOperator;
import io.adgaze.operators.frames.FrameSplitterFactory;
import io.adgaze.operators.frames.GazeOperator;
import io.adgaze.operators.frames.InChainType;
import io.adgaze.operators.frames.SessionFrame;
import io.adgaze.operators.frames.SessionMeasure;
import io.adgaze.operators.landing.ManifestGate;
import io.adgaze.operators.landing.RejectionCounter;
import io.adgaze.operators.landing.SessionAdmission;
import io.adgaze.operators.landing.StrayManifests;
import io.adgaze.operators.seconds.AdSecondWindow;
import io.adgaze.records.AdReport;
import io.adgaze.records.FrameRow;
import io.adgaze.records.LandedObject;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.records.SessionPath;
import io.adgaze.records.SessionResult;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.TableRow;
import io.adgaze.records.ViewerSecond;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.OutputTag;

/**
 * The workflow: landed objects to sessions, sessions to frames, frames to ad seconds, ad seconds to
 * tables and exports.
 *
 * <p>From a session's recordings to its ad seconds all runs in one chain, on one thread: the frames
 * are handed over, never sent.
 */
final class EngagementPipeline {

    private static final OutputTag<Rejection> REJECTIONS =
            new OutputTag<>("rejections", TypeInformation.of(Rejection.class));

    private static final OutputTag<FrameRow> FRAMES =
            new OutputTag<>("frames", TypeInformation.of(FrameRow.class));

    /** Tables are small beside the work that makes them: few writers keep the files few. */
    private static final int TABLE_WRITERS = 1;

    private final EngagementOptions options;

    EngagementPipeline(EngagementOptions options) {
        this.options = options;
    }

    void defineIn(StreamExecutionEnvironment env) {
        // Bounded input ends while its recordings are still being read; no other barrier gets past.
        env.getCheckpointConfig().enableUnalignedCheckpoints();
        // Kryo would write any type at all, pictures too.
        env.configure(new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
        Landings landings = discover(env);
        SingleOutputStreamOperator<LandedObject> manifests =
                landings.objects()
                        .filter(landed -> SessionPath.parse(landed.uri()).isPresent())
                        .name("in the landing layout")
                        .uid("landing-layout")
                        .setParallelism(1)
                        .keyBy(EngagementPipeline::sessionId, Types.STRING)
                        .process(
                                new ManifestGate(
                                        REJECTIONS,
                                        options.manifestPatience(),
                                        options.sessionMemory()))
                        .returns(LandedObject.class)
                        .name("manifest gate")
                        .uid("manifest-gate");
        SingleOutputStreamOperator<Landing> loaded =
                ManifestLoader.load(manifests, options.landingOptions(), AdProbe.video())
                        .name("load manifests")
                        .uid("manifest-loader");
        SingleOutputStreamOperator<Session> admitted =
                loaded.filter(Landing::isAccepted)
                        .name("accepted")
                        .uid("accepted")
                        .map(Landing::session)
                        .returns(Session.class)
                        .name("sessions")
                        .uid("sessions")
                        .keyBy(Session::sessionId, Types.STRING)
                        .process(new SessionAdmission(REJECTIONS, options.sessionMemory()))
                        .returns(Session.class)
                        .name("admission")
                        .uid("session-admission");
        SingleOutputStreamOperator<SessionFrame> split = split(admitted);
        SingleOutputStreamOperator<SessionResult> results = measure(split);

        writeTables(results);
        export(results);
        DataStream<Rejection> refused =
                loaded.filter(landing -> !landing.isAccepted())
                        .name("refused")
                        .uid("refused")
                        .map(Landing::rejection)
                        .returns(Rejection.class)
                        .name("refusals")
                        .uid("refusals");
        writeRejections(
                landings.rejections()
                        .union(
                                manifests.getSideOutput(REJECTIONS),
                                refused,
                                admitted.getSideOutput(REJECTIONS),
                                split.getSideOutput(REJECTIONS)));
    }

    private static String sessionId(LandedObject landed) {
        return SessionPath.parse(landed.uri()).orElseThrow().sessionId();
    }

    private Landings discover(StreamExecutionEnvironment env) {
        return switch (options.discover()) {
            case POLL -> poll(env);
            case KAFKA -> kafka(env);
        };
    }

    private Landings poll(StreamExecutionEnvironment env) {
        var source =
                options.bounded()
                        ? LandingListing.bounded(options.landing())
                        : LandingListing.monitoring(options.landing(), options.pollInterval());
        DataStream<LandedObject> objects =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "landing listing")
                        .uid("landing-listing")
                        .setParallelism(1);
        return new Landings(objects, strays(objects));
    }

    private Landings kafka(StreamExecutionEnvironment env) {
        var source =
                S3EventSource.builder(
                        options.kafkaBootstrap(),
                        options.kafkaTopic(),
                        options.kafkaGroup(),
                        options.landing());
        if (options.bounded()) {
            source.setBounded(OffsetsInitializer.latest());
        }
        DataStream<LandingEvent> events =
                env.fromSource(source.build(), WatermarkStrategy.noWatermarks(), "S3 events")
                        .uid("s3-events")
                        .setParallelism(1);
        DataStream<LandedObject> objects =
                events.filter(LandingEvent::isLanded)
                        .name("landed")
                        .uid("landed")
                        .setParallelism(1)
                        .map(LandingEvent::object)
                        .returns(LandedObject.class)
                        .name("objects")
                        .uid("objects")
                        .setParallelism(1);
        DataStream<Rejection> unreadable =
                events.filter(event -> !event.isLanded())
                        .name("unreadable events")
                        .uid("unreadable-events")
                        .setParallelism(1)
                        .map(LandingEvent::rejection)
                        .returns(Rejection.class)
                        .name("event rejections")
                        .uid("event-rejections")
                        .setParallelism(1);
        return new Landings(objects, unreadable.union(strays(objects)));
    }

    private static DataStream<Rejection> strays(DataStream<LandedObject> objects) {
        return objects.filter(StrayManifests::isStray)
                .name("stray manifests")
                .uid("stray-manifests")
                .setParallelism(1)
                .map(StrayManifests::reject)
                .returns(Rejection.class)
                .name("strays")
                .uid("strays")
                .setParallelism(1);
    }

    private SingleOutputStreamOperator<SessionFrame> split(DataStream<Session> sessions) {
        // A shuffle, though keyed alike before: unaligned barriers do not take a forward edge.
        return sessions.keyBy(Session::sessionId, Types.STRING)
                .transform(
                        "frame splitter",
                        InChainType.SESSION_FRAME,
                        new FrameSplitterFactory(
                                StoredRecordings::new, options.splitLimits(), REJECTIONS))
                .uid("frame-splitter");
    }

    private SingleOutputStreamOperator<SessionResult> measure(DataStream<SessionFrame> frames) {
        SingleOutputStreamOperator<SessionFrame> faces =
                bySession(frames)
                        .process(new FaceOperator())
                        .returns(InChainType.SESSION_FRAME)
                        .name("face")
                        .uid("face");
        SingleOutputStreamOperator<SessionFrame> expressions =
                faces.map(new ExpressionOperator())
                        .returns(InChainType.SESSION_FRAME)
                        .name("expression")
                        .uid("expression");
        SingleOutputStreamOperator<SessionFrame> demographics =
                bySession(expressions)
                        .process(new DemographicsOperator())
                        .returns(InChainType.SESSION_FRAME)
                        .name("demographics")
                        .uid("demographics");
        SingleOutputStreamOperator<SessionMeasure> gaze =
                bySession(demographics)
                        .process(new GazeOperator())
                        .returns(InChainType.SESSION_MEASURE)
                        .name("gaze")
                        .uid("gaze");
        return DataStreamUtils.reinterpretAsKeyedStream(
                        gaze, SessionMeasure::sessionId, Types.STRING)
                .process(options.emitFrames() ? new AdSecondWindow(FRAMES) : new AdSecondWindow())
                .returns(SessionResult.class)
                .name("ad-second window")
                .uid("ad-second-window");
    }

    private static KeyedStream<SessionFrame, String> bySession(DataStream<SessionFrame> frames) {
        return DataStreamUtils.reinterpretAsKeyedStream(
                frames, SessionFrame::sessionId, Types.STRING);
    }

    private void writeTables(SingleOutputStreamOperator<SessionResult> results) {
        write(
                "viewer_seconds",
                ViewerSecond.class,
                results.<ViewerSecond>flatMap(
                                (result, out) -> result.seconds().forEach(out::collect))
                        .returns(ViewerSecond.class)
                        .name("viewer seconds")
                        .uid("viewer-seconds"));
        write(
                "sessions",
                SessionSummary.class,
                results.map(SessionResult::summary)
                        .returns(SessionSummary.class)
                        .name("session summaries")
                        .uid("session-summaries"));
        if (options.emitFrames()) {
            write("frames", FrameRow.class, results.getSideOutput(FRAMES));
        }
    }

    private <T extends Record & TableRow> void write(
            String table, Class<T> rowClass, DataStream<T> rows) {
        rows.sinkTo(ParquetTable.sink(options.output(), table, rowClass))
                .setParallelism(TABLE_WRITERS)
                .name(table)
                .uid("table-" + table);
    }

    private void writeRejections(DataStream<Rejection> rejections) {
        rejections
                .map(new RejectionCounter())
                .returns(Rejection.class)
                .name("rejections")
                .uid("rejection-counter")
                .setParallelism(TABLE_WRITERS)
                .sinkTo(RejectedSink.sink(options.output()))
                .setParallelism(TABLE_WRITERS)
                .name("rejected")
                .uid("rejected");
    }

    private void export(DataStream<SessionResult> results) {
        SingleOutputStreamOperator<AdReport> reports =
                results.keyBy(result -> result.summary().adId(), Types.STRING)
                        .process(
                                new AdAggregator(
                                        options.settleAfter(),
                                        options.adMemory(),
                                        options.minViewers()))
                        .returns(AdReport.class)
                        .name("ad aggregation")
                        .uid("ad-aggregator");
        AdExportFunction.export(reports, options.output())
                .name("ad exports")
                .uid("ad-exports")
                .sinkTo(new DiscardingSink<>())
                .name("exported")
                .uid("exported");
    }

    /**
     * @param objects what landed
     * @param rejections what could not be told
     */
    private record Landings(DataStream<LandedObject> objects, DataStream<Rejection> rejections) {}
}
