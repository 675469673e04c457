package io.adgaze.operators.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.operators.HarnessMetrics;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import java.time.Instant;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RejectionCounterTest {

    private final HarnessMetrics metrics = new HarnessMetrics();

    @Test
    void countsEachReasonAndPassesTheRejectionOn() throws Exception {
        Rejection consent = rejection(RejectReason.CONSENT_MISSING);
        Rejection large = rejection(RejectReason.TOO_LARGE);

        try (var counter =
                new OneInputStreamOperatorTestHarness<>(
                        new StreamMap<>(new RejectionCounter()), metrics.environment())) {
            counter.open();
            counter.processElement(consent, 0);
            counter.processElement(large, 0);
            counter.processElement(consent, 0);

            assertThat(counter.extractOutputValues()).containsExactly(consent, large, consent);
        }
        for (RejectReason reason : RejectReason.values()) {
            assertThat(metrics.counted("reason." + reason.code() + ".rejected"))
                    .as(reason.code())
                    .isEqualTo(
                            switch (reason) {
                                case CONSENT_MISSING -> 2;
                                case TOO_LARGE -> 1;
                                default -> 0;
                            });
        }
    }

    private static Rejection rejection(RejectReason reason) {
        return new Rejection("file:///m.json", "s-1", reason, "why", Instant.EPOCH);
    }
}
