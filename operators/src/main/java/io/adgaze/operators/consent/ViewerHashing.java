package io.adgaze.operators.consent;

import io.adgaze.records.withdrawal.ViewerHash;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Puts the keyed hash of its viewer ahead of each element. Streams are keyed by it wherever state
 * outlives what a viewer may withdraw: a key is kept in state as well.
 */
public final class ViewerHashing<T> extends RichMapFunction<T, Tuple2<String, T>>
        implements ResultTypeQueryable<Tuple2<String, T>> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final SerializableFunction<T, String> viewerKey;

    private transient ViewerHash hash;

    /**
     * @param type of the elements
     * @param viewerKey whose an element is
     */
    public ViewerHashing(Class<T> type, SerializableFunction<T, String> viewerKey) {
        this.type = type;
        this.viewerKey = viewerKey;
    }

    /** The viewer's hash. */
    public static <T> KeySelector<Tuple2<String, T>, String> key() {
        return element -> element.f0;
    }

    @Override
    public void open(OpenContext context) {
        hash =
                ViewerHash.of(
                        ((StreamingRuntimeContext) getRuntimeContext())
                                .getTaskManagerRuntimeInfo()
                                .getConfiguration()
                                .toMap());
    }

    @Override
    public Tuple2<String, T> map(T element) {
        return Tuple2.of(hash.hash(viewerKey.apply(element)), element);
    }

    @Override
    public TypeInformation<Tuple2<String, T>> getProducedType() {
        return Types.TUPLE(Types.STRING, TypeInformation.of(type));
    }
}
