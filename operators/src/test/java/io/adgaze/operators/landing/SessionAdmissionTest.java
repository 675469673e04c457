package io.adgaze.operators.landing;

import static io.adgaze.operators.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.operators.HarnessMetrics;
import io.adgaze.operators.Harnesses;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionAdmissionTest {

    private static final OutputTag<Rejection> REJECTIONS =
            new OutputTag<>("rejections", TypeInformation.of(Rejection.class));

    private static final Duration RETENTION = Duration.ofDays(1);

    private final HarnessMetrics metrics = new HarnessMetrics();
    private KeyedOneInputStreamOperatorTestHarness<String, Session, Session> admission;

    @BeforeEach
    void open() throws Exception {
        admission =
                Harnesses.open(
                        function(), Session::sessionId, TypeInformation.of(Session.class), metrics);
    }

    @AfterEach
    void close() throws Exception {
        admission.close();
    }

    @Test
    void admitsEachSession() throws Exception {
        Session first = aSession().id("s-1").build();
        Session second = aSession().id("s-2").build();

        admission.processElement(first, 0);
        admission.processElement(second, 0);

        assertThat(admission.extractOutputValues()).containsExactly(first, second);
        assertThat(rejections()).isEmpty();
    }

    @Test
    void rejectsASecondSessionOfTheSameId() throws Exception {
        Session first = aSession().id("s-1").ad("a-1").build();

        admission.processElement(first, 0);
        admission.processElement(aSession().id("s-1").ad("a-2").build(), 0);
        admission.processElement(aSession().id("s-1").ad("a-1").viewer("v-2").build(), 0);

        assertThat(admission.extractOutputValues()).containsExactly(first);
        assertThat(rejections())
                .allSatisfy(
                        rejection -> {
                            assertThat(rejection.reason())
                                    .isEqualTo(RejectReason.DUPLICATE_SESSION);
                            assertThat(rejection.sessionId()).isEqualTo("s-1");
                            assertThat(rejection.message())
                                    .contains("ad_id=a-1/session=s-1/manifest.json")
                                    .contains(rejection.key());
                        })
                .extracting(Rejection::key)
                .containsExactly(
                        "file:///landing/ad_id=a-2/session=s-1/manifest.json",
                        "file:///landing/ad_id=a-1/session=s-1/manifest.json");
    }

    @Test
    void countsTheSessionsThatItAdmits() throws Exception {
        admission.processElement(aSession().id("s-1").build(), 0);
        admission.processElement(aSession().id("s-1").ad("a-2").build(), 0);
        admission.processElement(aSession().id("s-2").build(), 0);

        assertThat(metrics.counted("sessions_accepted")).isEqualTo(2);
    }

    @Test
    void rejectsASecondSessionAfterARestart() throws Exception {
        admission.processElement(aSession().build(), 0);

        var state = admission.snapshot(1, 1);
        admission.close();
        admission =
                Harnesses.restore(
                        function(), Session::sessionId, TypeInformation.of(Session.class), state);
        admission.processElement(aSession().build(), 0);

        assertThat(admission.extractOutputValues()).isEmpty();
        assertThat(rejections()).hasSize(1);
    }

    @Test
    void forgetsASessionAfterItsRetention() throws Exception {
        admission.processElement(aSession().build(), 0);
        admission.setStateTtlProcessingTime(RETENTION.toMillis() - 1);
        admission.processElement(aSession().build(), 0);
        assertThat(admission.extractOutputValues()).hasSize(1);

        admission.setStateTtlProcessingTime(RETENTION.toMillis() + 1);
        admission.processElement(aSession().build(), 0);
        assertThat(admission.extractOutputValues()).hasSize(2);
    }

    private List<Rejection> rejections() {
        return Harnesses.sideOutput(admission, REJECTIONS);
    }

    private static SessionAdmission function() {
        return new SessionAdmission(REJECTIONS, RETENTION);
    }
}
