package io.adgaze.operators.frames;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The type of elements that live and die within one operator chain: it refuses to be serialised.
 *
 * <p>This holds by design what is promised to viewers: no picture of them, or of a part of them,
 * leaves the operator chain. An edge that would send one over the network fails with the first
 * element, and state that would keep one with the first checkpoint.
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

    /** Makes this the type of each class that is annotated with it, wherever Flink asks for one. */
    public static final class Factory<T> extends TypeInfoFactory<T> {

        @Override
        @SuppressWarnings("unchecked") // Flink asks for the annotated class.
        public TypeInformation<T> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> typeArguments) {
            return new InChainType<>((Class<T>) type);
        }
    }

    /** Hands an immutable element on as it is, and refuses to write or read one. */
    private static final class RefusingSerializer<T> extends TypeSerializerSingleton<T> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean isImmutableType() {
            return true;
        }

        @Override
        public @Nullable T createInstance() {
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
                    "Pictures of a viewer never leave the operator chain. Keep chaining enabled from the frame"
                            + " reader to the ad-second window, all at one parallelism.");
        }
    }

    /** Nothing of this type is ever in a savepoint. */
    public static final class Snapshot<T> extends SimpleTypeSerializerSnapshot<T> {

        public Snapshot() {
            super(RefusingSerializer::new);
        }
    }
}
