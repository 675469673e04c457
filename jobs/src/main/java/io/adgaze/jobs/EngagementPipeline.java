package io.adgaze.jobs;

import static io.adgaze.jobs.SideOutputs.REJECTIONS;

import io.adgaze.operators.frames.SessionFrame;
import io.adgaze.records.AdReport;
import io.adgaze.records.SessionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The workflow: landed objects to sessions, sessions to frames, frames to ad seconds, ad seconds to
 * tables and exports.
 */
final class EngagementPipeline {

    private final EngagementOptions options;

    EngagementPipeline(EngagementOptions options) {
        this.options = options;
    }

    void defineIn(StreamExecutionEnvironment env) {
        // Bounded input ends while its recordings are still being read; no other barrier gets past.
        env.getCheckpointConfig().enableUnalignedCheckpoints();
        // Kryo would write any type at all, pictures too.
        env.configure(new Configuration().set(PipelineOptions.GENERIC_TYPES, false));

        // 1. Landing source, manifest gate, manifest loader, admission, consent gate: word of an
        //    object becomes a session, once, under a consent that holds.
        WithdrawalStage.Withdrawals withdrawn = new WithdrawalStage(options).defineIn(env);
        SessionStage.Sessions landed =
                new SessionStage(options).defineIn(env, withdrawn.withdrawals());

        // 2. Frame reader, face, expression, demographics, gaze, ad-second window: one chain on
        //    one thread.
        MeasureStage measuring = new MeasureStage(options);
        SingleOutputStreamOperator<SessionFrame> frames = measuring.read(landed.sessions());
        SingleOutputStreamOperator<SessionResult> results = measuring.measure(frames);

        // 3. A session's rows, all together once it has ended.
        TableSinks tables = new TableSinks(options);
        tables.writeMeasures(results);

        // 4. What of each viewer counts, summed up in parts and by ad; reports, live, and exports.
        AdStage ads = new AdStage(options);
        SingleOutputStreamOperator<AdReport> reports = ads.report(results, withdrawn.withdrawals());
        ads.export(reports);

        // 5. What was not measured, whoever found it out.
        tables.writeRejections(
                landed.rejections()
                        .union(withdrawn.rejections(), frames.getSideOutput(REJECTIONS)));
    }
}
