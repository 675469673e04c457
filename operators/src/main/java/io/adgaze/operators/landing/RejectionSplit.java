package io.adgaze.operators.landing;

import io.adgaze.records.Rejection;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Takes apart what a source or a loader emits, which have one output only: what was read goes on,
 * rejections go to their side output.
 */
public final class RejectionSplit<T> extends ProcessFunction<Either<Rejection, T>, T> {

    private static final long serialVersionUID = 1L;

    private final OutputTag<Rejection> rejections;

    /**
     * @param rejections where rejections go
     */
    public RejectionSplit(OutputTag<Rejection> rejections) {
        this.rejections = rejections;
    }

    @Override
    public void processElement(Either<Rejection, T> read, Context context, Collector<T> out) {
        if (read.isRight()) {
            out.collect(read.right());
        } else {
            context.output(rejections, read.left());
        }
    }
}
