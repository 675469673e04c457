package io.adgaze.jobs;

import io.adgaze.connectors.exports.AdExportFunction;
import io.adgaze.operators.ads.AdTotals;
import io.adgaze.operators.ads.FormerSessions;
import io.adgaze.operators.ads.PartialSums;
import io.adgaze.operators.ads.ViewerSessions;
import io.adgaze.operators.ads.sums.Change;
import io.adgaze.operators.ads.sums.Delta;
import io.adgaze.operators.consent.ViewerHashing;
import io.adgaze.records.AdReport;
import io.adgaze.records.SessionResult;
import io.adgaze.records.withdrawal.Withdrawal;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** From sessions' measures to what is published of their ad. */
final class AdStage {

    private final EngagementOptions options;

    AdStage(EngagementOptions options) {
        this.options = options;
    }

    SingleOutputStreamOperator<AdReport> report(
            DataStream<SessionResult> results, DataStream<Tuple2<String, Withdrawal>> withdrawals) {
        return total(sumParts(changes(results.union(former(results)), withdrawals)));
    }

    /** An operator takes over state only where it is keyed as the former one was. */
    private DataStream<SessionResult> former(DataStream<SessionResult> results) {
        return results.filter(result -> false)
                .name("no session")
                .uid("no-session")
                .keyBy(result -> result.summary().adId(), Types.STRING)
                .transform(
                        "former sessions",
                        TypeInformation.of(SessionResult.class),
                        new FormerSessions(options.adRetention()))
                .uid("ad-aggregator");
    }

    private SingleOutputStreamOperator<Change> changes(
            DataStream<SessionResult> results, DataStream<Tuple2<String, Withdrawal>> withdrawals) {
        return results.map(
                        new ViewerHashing<>(
                                SessionResult.class, result -> result.summary().viewerKey()))
                .name("hash results' viewers")
                .uid("result-viewers")
                .keyBy(ViewerHashing.key(), Types.STRING)
                .connect(withdrawals.keyBy(ViewerHashing.key(), Types.STRING))
                .process(new ViewerSessions(options.adRetention(), options.sessionRetention()))
                .returns(Change.class)
                .name("viewer's sessions")
                .uid("viewer-sessions");
    }

    private SingleOutputStreamOperator<Delta> sumParts(DataStream<Change> changes) {
        return changes.keyBy(PartialSums.key(), Types.TUPLE(Types.STRING, Types.INT))
                .process(new PartialSums(options.reportPacing()))
                .returns(Delta.class)
                .name("partial sums")
                .uid("partial-sums");
    }

    private SingleOutputStreamOperator<AdReport> total(DataStream<Delta> deltas) {
        return deltas.keyBy(Delta::adId, Types.STRING)
                .process(new AdTotals(options.reportPacing(), options.output()))
                .returns(AdReport.class)
                .name("ad totals")
                .uid("ad-totals");
    }

    void export(DataStream<AdReport> reports) {
        AdExportFunction.export(reports, options.output(), options.maxAdPictureSide())
                .name("ad exports")
                .uid("ad-exports")
                .sinkTo(new DiscardingSink<>())
                .name("exported")
                .uid("exported");
    }
}
