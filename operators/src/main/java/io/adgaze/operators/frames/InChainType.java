package io.adgaze.operators.frames;

import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The type of elements that live and die within one operator chain: it refuses to be serialised.
 *
 * <p>This holds by design what is promised to viewers: raw frames never leave the operator chain.
 * An edge that would send them over the network, or state that would keep them, fails at once.
 */
public final class InChainType<T> extends TypeInformation<T> {

    private static final long serialVersionUID = 1L;

    /** The type of decoded frames. */
    public static final InChainType<SessionFrame> SESSION_FRAME =
            new InChainType<>(SessionFrame.class);

    /** The type of measured frames with their session. */
    public static final InChainType<SessionMeasure> SESSION_MEASURE =
            new InChainType<>(SessionMeasure.class);

    private final Class<T> type;

    private InChainType(Class<T> type) {
        this.type = type;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new RefusingSerializer<>();
    }

    @Override
    public String toString() {
        return "InChain<" + type.getSimpleName() + ">";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InChainType<?> that && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(type);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof InChainType;
    }

    /** Hands an immutable element on as it is, and refuses to write or read one. */
    private static final class RefusingSerializer<T> extends TypeSerializerSingleton<T> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean isImmutableType() {
            return true;
        }

        @Override
        public T createInstance() {
            return null;
        }

        @Override
        public T copy(T from) {
            return from;
        }

        @Override
        public T copy(T from, T reuse) {
            return from;
        }

        @Override
        public int getLength() {
            return -1;
        }

        @Override
        public void serialize(T element, DataOutputView target) {
            throw refusal();
        }

        @Override
        public T deserialize(DataInputView source) {
            throw refusal();
        }

        @Override
        public T deserialize(T reuse, DataInputView source) {
            throw refusal();
        }

        @Override
        public void copy(DataInputView source, DataOutputView target) {
            throw refusal();
        }

        @Override
        public TypeSerializerSnapshot<T> snapshotConfiguration() {
            return new Snapshot<>();
        }

        private static UnsupportedOperationException refusal() {
            return new UnsupportedOperationException(
                    "Frames never leave the operator chain. Keep chaining enabled from the frame"
                            + " splitter to the ad-second window, all at one parallelism.");
        }
    }

    /** Nothing of this type is ever in a savepoint. */
    public static final class Snapshot<T> extends SimpleTypeSerializerSnapshot<T> {

        public Snapshot() {
            super(RefusingSerializer::new);
        }
    }
}
