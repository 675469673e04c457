package io.adgaze.operators.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.operators.SessionBuilder;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Raw frames never leave the operator chain: their type can neither be written nor read. */
class InChainTypeTest {

    private final SessionFrame frame =
            SessionFrame.decoded(SessionBuilder.aSession().build(), 40, null);

    private final TypeSerializer<SessionFrame> serializer =
            InChainType.SESSION_FRAME.createSerializer(new SerializerConfigImpl());

    @Test
    void handsAFrameOnWithinTheChain() {
        assertThat(serializer.copy(frame)).isSameAs(frame);
        assertThat(serializer.isImmutableType()).isTrue();
    }

    @Test
    void refusesToWriteAFrame() {
        DataOutputSerializer out = new DataOutputSerializer(16);

        assertThatThrownBy(() -> serializer.serialize(frame, out))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("never leave the operator chain");
        assertThat(out.length()).isZero();
    }

    @Test
    void refusesToReadAFrame() {
        DataInputDeserializer in = new DataInputDeserializer(new byte[64]);

        assertThatThrownBy(() -> serializer.deserialize(in))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> serializer.copy(in, new DataOutputSerializer(16)))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
