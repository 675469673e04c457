package io.adgaze.jobs;

import io.adgaze.connectors.exports.AdExportFunction;
import io.adgaze.operators.ads.AdAggregator;
import io.adgaze.records.AdReport;
import io.adgaze.records.SessionResult;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** From sessions' measures to what is published of their ad. */
final class AdStage {

    private final EngagementOptions options;

    AdStage(EngagementOptions options) {
        this.options = options;
    }

    SingleOutputStreamOperator<AdReport> aggregate(DataStream<SessionResult> results) {
        return results.keyBy(result -> result.summary().adId(), Types.STRING)
                .process(
                        new AdAggregator(
                                options.settleAfter(),
                                options.adRetention(),
                                options.minViewers(),
                                options.output()))
                .returns(AdReport.class)
                .name("ad aggregation")
                .uid("ad-aggregator");
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
