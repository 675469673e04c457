package io.adgaze.operators.frames;

import io.adgaze.operators.consent.WithdrawnSession;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.S3Settings;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableFunction;

/** Makes the operator that reads sessions frame by frame; it needs the task's mailbox. */
public final class FrameReaderFactory extends AbstractStreamOperatorFactory<SessionFrame>
        implements OneInputStreamOperatorFactory<Either<WithdrawnSession, Session>, SessionFrame> {

    /** Accumulator: frames analysed so far. */
    public static final String FRAMES_ANALYSED = FrameReader.FRAMES_ANALYSED;

    /** Accumulator: sessions read to their end so far. */
    public static final String SESSIONS_READ = FrameReader.SESSIONS_READ;

    private static final long serialVersionUID = 1L;

    private final SerializableFunction<S3Settings, ObjectStore> store;
    private final String marksUri;
    private final ReadingLimits limits;
    private final OutputTag<Rejection> rejections;

    /**
     * Recordings are read with the endpoint and credentials of the TaskManager's configuration.
     *
     * @param marksUri where it is marked what is being read, ending in a slash
     * @param limits how much of a recording is looked at
     * @param rejections where rejections go
     */
    public FrameReaderFactory(
            String marksUri, ReadingLimits limits, OutputTag<Rejection> rejections) {
        this(ObjectStores::of, marksUri, limits, rejections);
    }

    FrameReaderFactory(
            SerializableFunction<S3Settings, ObjectStore> store,
            String marksUri,
            ReadingLimits limits,
            OutputTag<Rejection> rejections) {
        this.store = store;
        this.marksUri = marksUri;
        this.limits = limits;
        this.rejections = rejections;
        setChainingStrategy(ChainingStrategy.HEAD);
    }

    @Override
    @SuppressWarnings("unchecked") // Flink asks for the operator's own type.
    public <T extends StreamOperator<SessionFrame>> T createStreamOperator(
            StreamOperatorParameters<SessionFrame> parameters) {
        return (T) new FrameReader(parameters, store, marksUri, limits, rejections);
    }

    @Override
    @SuppressWarnings("rawtypes") // Flink's signature is raw.
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return FrameReader.class;
    }
}
