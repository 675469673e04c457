package io.adgaze.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.models.FaceTrack;
import io.adgaze.operators.ads.AdProgress;
import io.adgaze.operators.ads.CountedSession;
import io.adgaze.operators.ads.PartialSums;
import io.adgaze.operators.ads.sums.Change;
import io.adgaze.operators.ads.sums.Delta;
import io.adgaze.operators.ads.sums.Showing;
import io.adgaze.operators.frames.DemographicsTally;
import io.adgaze.operators.frames.GazeMemory;
import io.adgaze.operators.frames.HeldFrame;
import io.adgaze.operators.frames.MeasuredFrame;
import io.adgaze.operators.frames.SplitPosition;
import io.adgaze.records.AdReport;
import io.adgaze.records.FrameRow;
import io.adgaze.records.LandedObject;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.records.SessionResult;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.ViewerSecond;
import io.adgaze.records.withdrawal.Withdrawal;
import io.adgaze.records.withdrawal.WithdrawalPath;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in state or crosses an edge is a POJO to Flink, never Kryo. */
class FlinkTypesTest {

    static Stream<Class<?>> onEdges() {
        return Stream.of(
                LandedObject.class,
                Session.class,
                Rejection.class,
                SessionResult.class,
                ViewerSecond.class,
                SessionSummary.class,
                FrameRow.class,
                Change.class,
                Delta.class,
                AdReport.class,
                WithdrawalPath.class,
                Withdrawal.class);
    }

    static Stream<Class<?>> inState() {
        return Stream.of(
                SplitPosition.class,
                FaceTrack.class,
                DemographicsTally.class,
                GazeMemory.class,
                HeldFrame.class,
                MeasuredFrame.class,
                CountedSession.class,
                PartialSums.Gathering.class,
                AdProgress.class,
                Showing.class);
    }

    static Stream<Class<?>> all() {
        return Stream.concat(onEdges(), inState());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFullRecordComesBackAsItWas(Class<?> type) throws IOException {
        assertSurvives(RecordSamples.full(type));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nullsComeBackAsNulls(Class<?> type) throws IOException {
        assertSurvives(RecordSamples.sparse(type));
    }

    private static <T> void assertSurvives(T record) throws IOException {
        @SuppressWarnings("unchecked") // A record's class is of its own type.
        TypeSerializer<T> serializer = serializer((Class<T>) record.getClass());

        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(record, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

        assertThat(serializer.deserialize(in))
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .ignoringCollectionOrder()
                .isEqualTo(record);
        assertThat(in.available()).isZero();
        assertThat(serializer.copy(record)).usingRecursiveComparison().isEqualTo(record);
    }

    private static <T> TypeSerializer<T> serializer(Class<T> type) {
        SerializerConfigImpl withoutKryo = new SerializerConfigImpl();
        withoutKryo.setGenericTypes(false);
        return TypeInformation.of(type).createSerializer(withoutKryo);
    }
}
