package io.adgaze.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.adgaze.records.FixationRow;
import io.adgaze.records.FrameRow;
import io.adgaze.records.LandedObject;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.ViewerSecond;
import io.adgaze.records.withdrawal.Withdrawal;
import io.adgaze.records.withdrawal.WithdrawalPath;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What crosses an edge of this module is known to Flink in every part: never Kryo. */
class EdgeTypesTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                Session.class,
                LandedObject.class,
                Rejection.class,
                ViewerSecond.class,
                SessionSummary.class,
                FixationRow.class,
                FrameRow.class,
                WithdrawalPath.class,
                Withdrawal.class
            })
    void isAPojoWithoutGenericTypes(Class<?> type) {
        Configuration conf = new Configuration();
        conf.set(PipelineOptions.GENERIC_TYPES, false);
        TypeInformation<?> info = TypeInformation.of(type);

        assertThat(info).isInstanceOf(PojoTypeInfo.class);
        assertThatCode(() -> info.createSerializer(new SerializerConfigImpl(conf)))
                .doesNotThrowAnyException();
    }
}
