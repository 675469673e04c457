package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.models.GazeFeatures;
import io.adgaze.operators.frames.InChainType;
import io.adgaze.records.AdReport;
import io.adgaze.records.FixationRow;
import io.adgaze.records.FrameRow;
import io.adgaze.records.Session;
import io.adgaze.records.SessionResult;
import java.awt.image.BufferedImage;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureSearchTest {

    /** What Flink's sinks pass to their committers: names of files, and counts. */
    private static final String COMMITTABLES =
            "org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo$1";

    /** Writes nothing at all: the serializer of what is handed over within the operator chain. */
    private static final String IN_CHAIN = InChainType.class.getName() + "$RefusingSerializer";

    private record Frame(int number, Mat pixels) {}

    private record Eyes(GazeFeatures features) {}

    private record Buffered(ByteBuffer bytes) {}

    private record Image(BufferedImage image) {}

    private record Native(BytePointer pointer) {}

    private record Values(float[] values) {}

    private record Encoded(byte[] jpeg) {}

    private record Boxed(Float[] values) {}

    private record Mean(List<Double> mean) {}

    private record Named(Map<String, Integer> greyByPlace) {}

    private record Anything(Object value) {}

    private record Deep(List<Map<String, Values>> values) {}

    @ParameterizedTest
    @ValueSource(
            classes = {
                Frame.class,
                Eyes.class,
                Buffered.class,
                Image.class,
                Native.class,
                Values.class,
                Encoded.class,
                Boxed.class,
                Mean.class,
                Named.class,
                Anything.class,
                Deep.class,
                Mat.class,
                byte[].class
            })
    void findsWhatCouldHoldAPicture(Class<?> type) {
        assertThat(PictureSearch.in(type)).hasSize(1);
    }

    @Test
    void saysWhere() {
        assertThat(PictureSearch.in(Deep.class)).containsExactly("Values.values of float[]");
    }

    @ParameterizedTest
    @ValueSource(classes = {Session.class, SessionResult.class, AdReport.class})
    void findsNoneInWhatTheJobTellsOfASession(Class<?> type) {
        assertThat(PictureSearch.in(type)).isEmpty();
    }

    /** States are looked through in {@link NoPictureLeavesITCase}. */
    @Test
    void findsNoneOnTheEdgesOfTheJob() {
        List<Type> onEdges =
                serializersOnEdges().stream().flatMap(WrittenTypes::of).distinct().toList();

        assertThat(onEdges)
                .contains(Session.class, SessionResult.class, FixationRow.class, FrameRow.class)
                .extracting(Type::getTypeName)
                .contains(IN_CHAIN);
        assertThat(onEdges)
                .filteredOn(type -> !Set.of(IN_CHAIN, COMMITTABLES).contains(type.getTypeName()))
                .allSatisfy(type -> assertThat(PictureSearch.in(type)).isEmpty());
    }

    private static List<TypeSerializer<?>> serializersOnEdges() {
        var env = StreamExecutionEnvironment.getExecutionEnvironment();
        EngagementJob.define(
                env,
                EngagementOptions.parse(
                                "--landing=s3://bucket/landing",
                                "--ads=s3://bucket/ads",
                                "--output=output",
                                "--emit-frames")
                        .orElseThrow());
        List<TypeSerializer<?>> serializers = new ArrayList<>();
        for (StreamNode node : env.getStreamGraph().getStreamNodes()) {
            if (node.getTypeSerializerOut() != null) {
                serializers.add(node.getTypeSerializerOut());
            }
            for (StreamEdge edge : node.getOutEdges()) {
                if (edge.getOutputTag() != null) {
                    TypeInformation<?> beside = edge.getOutputTag().getTypeInfo();
                    serializers.add(beside.createSerializer(env.getConfig().getSerializerConfig()));
                }
            }
        }
        return serializers;
    }
}
