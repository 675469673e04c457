package io.adgaze.operators.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class RejectionSplitTest {

    private static final OutputTag<Rejection> REJECTIONS =
            new OutputTag<>("rejections", TypeInformation.of(Rejection.class));

    @Test
    void rejectionsLeaveBesideWhatWasRead() throws Exception {
        var rejection =
                new Rejection("key", null, RejectReason.MANIFEST_INVALID, "why", Instant.EPOCH);
        try (var split =
                ProcessFunctionTestHarnesses.forProcessFunction(
                        new RejectionSplit<String>(REJECTIONS))) {
            split.processElement(Either.Right("first"), 0);
            split.processElement(Either.Left(rejection), 0);
            split.processElement(Either.Right("second"), 0);

            assertThat(split.extractOutputValues()).containsExactly("first", "second");
            assertThat(split.getSideOutput(REJECTIONS))
                    .extracting(record -> record.getValue())
                    .containsExactly(rejection);
        }
    }
}
