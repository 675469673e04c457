package io.adgaze.jobs;

import static io.adgaze.jobs.SideOutputs.FIXATIONS;
import static io.adgaze.jobs.SideOutputs.FRAMES;

import io.adgaze.connectors.tables.ParquetTable;
import io.adgaze.connectors.tables.RejectedSink;
import io.adgaze.operators.landing.RejectionCounter;
import io.adgaze.records.FixationRow;
import io.adgaze.records.FrameRow;
import io.adgaze.records.Rejection;
import io.adgaze.records.SessionResult;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.TableRow;
import io.adgaze.records.ViewerSecond;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** From sessions' measures and rejections to tables. */
final class TableSinks {

    /** Tables are small beside the work that makes them: few writers keep the files few. */
    private static final int TABLE_WRITERS = 1;

    private final EngagementOptions options;

    TableSinks(EngagementOptions options) {
        this.options = options;
    }

    void writeMeasures(SingleOutputStreamOperator<SessionResult> results) {
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
        write("fixations", FixationRow.class, results.getSideOutput(FIXATIONS));
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

    void writeRejections(DataStream<Rejection> rejections) {
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
}
