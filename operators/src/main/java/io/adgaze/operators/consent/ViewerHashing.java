package io.adgaze.operators.consent;

import io.adgaze.records.withdrawal.ViewerHash;
import io.adgaze.records.withdrawal.Withdrawal;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.util.function.SerializableFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the keyed hash of its viewer ahead of each element. Streams are keyed by it wherever state
 * outlives what a viewer may withdraw: a key is kept in state as well. By which secret is in state,
 * and a job with another one does not go on.
 */
public final class ViewerHashing<T> extends RichMapFunction<T, Tuple2<String, T>>
        implements ResultTypeQueryable<Tuple2<String, T>>, CheckpointedFunction {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ViewerHashing.class);

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

    /** By the same secret as the state, or not at all. */
    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ViewerHash bySecret = configured();
        new SecretOfState(context.getOperatorStateStore()).mustBeThatOf(bySecret);
        // Said once: one subtask hashes all withdrawals, and many hash what they are of.
        if (type == Withdrawal.class && !bySecret.isBySecret()) {
            LOG.warn(
                    "No secret for withdrawals is set: whoever reads this job's state and knows"
                            + " viewers' keys can tell who has withdrawn. Set '{}' of Flink's"
                            + " configuration, else '{}' in the environment of each TaskManager,"
                            + " and start the job without state",
                    ViewerHash.SECRET,
                    ViewerHash.ENVIRONMENT);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // The secret is in state from the start, and stays.
    }

    @Override
    public void open(OpenContext context) {
        hash = configured();
    }

    private ViewerHash configured() {
        return ViewerHash.of(
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
