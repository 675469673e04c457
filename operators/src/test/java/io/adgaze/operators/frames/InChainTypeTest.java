package io.adgaze.operators.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.models.GazeFeatures;
import io.adgaze.operators.Harnesses;
import io.adgaze.operators.SessionBuilder;
import java.io.Serializable;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What carries pixels never leaves the operator chain: it can neither be written nor read. */
class InChainTypeTest {

    private final SessionFrame frame =
            SessionFrame.Decoded.of(SessionBuilder.aSession().build(), 40, null, null);

    private final TypeSerializer<SessionFrame> serializer =
            InChainType.SESSION_FRAME.createSerializer(new SerializerConfigImpl());

    @Test
    void handsAFrameOnWithinTheChain() {
        assertThat(serializer.copy(frame)).isSameAs(frame);
        assertThat(serializer.isImmutableType()).isTrue();
    }

    /** However somebody declares it. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                SessionFrame.class,
                SessionFrame.Decoded.class,
                SessionMeasure.class,
                GazeFrame.class
            })
    void isTheTypeOfAllThatCarriesPixels(Class<?> type) {
        assertThat(TypeInformation.of(type)).isInstanceOf(InChainType.class);
        assertThat(Serializable.class.isAssignableFrom(type)).isFalse();
    }

    /** The bare pixels come from modules without Flink: it would have to hand them to Kryo. */
    @ParameterizedTest
    @ValueSource(classes = {GazeFeatures.class, Mat.class})
    void pixelsHaveNoTypeOfTheirOwn(Class<?> pixels) {
        SerializerConfigImpl asInTheJob = new SerializerConfigImpl();
        asInTheJob.setGenericTypes(false);

        assertThatThrownBy(() -> TypeInformation.of(pixels).createSerializer(asInTheJob))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining(pixels.getName());
    }

    /** With the first checkpoint, on the heap; other backends write at once. */
    @Test
    void refusesToBeKeptInState() throws Exception {
        try (var operator = Harnesses.open(new Hoarder(), SessionFrame::sessionId, Types.STRING)) {
            operator.processElement(frame, 0);

            assertThatThrownBy(() -> operator.snapshot(1, 1))
                    .hasRootCauseInstanceOf(UnsupportedOperationException.class)
                    .hasStackTraceContaining("never leave the operator chain");
        }
    }

    private static final class Hoarder extends KeyedProcessFunction<String, SessionFrame, String> {

        private static final long serialVersionUID = 1L;

        private transient ListState<SessionFrame> frames;

        @Override
        public void open(OpenContext context) {
            frames =
                    getRuntimeContext()
                            .getListState(
                                    new ListStateDescriptor<>(
                                            "frames", TypeInformation.of(SessionFrame.class)));
        }

        @Override
        public void processElement(SessionFrame frame, Context context, Collector<String> out)
                throws Exception {
            frames.add(frame);
        }
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
