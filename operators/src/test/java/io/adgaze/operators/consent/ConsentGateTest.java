package io.adgaze.operators.consent;

import static io.adgaze.operators.SessionBuilder.STARTED_AT;
import static io.adgaze.operators.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.operators.Harnesses;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.records.withdrawal.ViewerHash;
import io.adgaze.records.withdrawal.Withdrawal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsentGateTest {

    private static final OutputTag<Rejection> REJECTIONS =
            new OutputTag<>("rejections", TypeInformation.of(Rejection.class));

    private static final Duration RETENTION = Duration.ofDays(1);
    private static final Instant REQUESTED_AT = STARTED_AT.plusSeconds(60);

    private KeyedTwoInputStreamOperatorTestHarness<
                    String,
                    Tuple2<String, Session>,
                    Tuple2<String, Withdrawal>,
                    Either<WithdrawnSession, Session>>
            gate;

    @BeforeEach
    void open() throws Exception {
        gate = harness();
        gate.open();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String,
                    Tuple2<String, Session>,
                    Tuple2<String, Withdrawal>,
                    Either<WithdrawnSession, Session>>
            harness() throws Exception {
        var harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(new ConsentGate(REJECTIONS, RETENTION)),
                        ViewerHashing.<Session>key(),
                        ViewerHashing.<Withdrawal>key(),
                        Types.STRING);
        Harnesses.refuseKryo(harness);
        harness.setup(
                ConsentGate.type()
                        .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    @AfterEach
    void close() throws Exception {
        gate.close();
    }

    @Test
    void letsSessionsThroughAsLongAsNobodyWithdraws() throws Exception {
        Session session = aSession().build();
        land(session);

        assertThat(gate.extractOutputValues()).containsExactly(Either.Right(session));
        assertThat(rejections()).isEmpty();
    }

    @Test
    void rejectsWhatLandsUnderAWithdrawnConsent() throws Exception {
        withdrawAll("v-1");
        land(aSession().viewer("v-1").build());
        land(aSession().id("s-2").viewer("v-2").build());

        assertThat(gate.extractOutputValues())
                .extracting(either -> either.right().sessionId())
                .containsExactly("s-2");
        assertThat(rejections())
                .singleElement()
                .satisfies(
                        rejection -> {
                            assertThat(rejection.reason())
                                    .isEqualTo(RejectReason.CONSENT_WITHDRAWN);
                            assertThat(rejection.sessionId()).isEqualTo("s-1");
                            assertThat(rejection.message()).contains("has withdrawn");
                        });
    }

    @Test
    void letsSessionsThroughUnderALaterConsent() throws Exception {
        withdrawAll("v-1");
        land(aSession().consentGrantedAt(REQUESTED_AT).build());

        assertThat(gate.extractOutputValues()).hasSize(1);
    }

    @Test
    void takesAConsentWithoutATimeForAFormerOneAndSaysSo() throws Exception {
        withdrawAll("v-1");
        land(aSession().consentGrantedAt(null).build());

        assertThat(gate.extractOutputValues()).isEmpty();
        assertThat(rejections().get(0).message()).contains("consent.granted_at");
    }

    @Test
    void tellsOfEachSessionThatWasLetThroughBefore() throws Exception {
        land(aSession().id("s-1").build());
        land(aSession().id("s-2").build());
        land(aSession().id("s-3").consentGrantedAt(REQUESTED_AT.plusSeconds(1)).build());
        land(aSession().id("s-4").viewer("v-2").build());
        withdrawAll("v-1");
        withdrawAll("v-1");

        assertThat(gate.extractOutputValues().subList(4, 6))
                .extracting(either -> either.left().sessionId())
                .containsExactlyInAnyOrder("s-1", "s-2");
        assertThat(gate.extractOutputValues()).hasSize(6);
        assertThat(rejections()).isEmpty();
    }

    @Test
    void withdrawsTheNamedSessionsAlone() throws Exception {
        land(aSession().id("s-1").build());
        land(aSession().id("s-2").build());
        withdraw("v-1", Set.of("s-1", "s-3", "s-of-another"));
        land(aSession().id("s-3").build());
        land(aSession().id("s-4").build());
        land(aSession().id("s-of-another").viewer("v-2").build());

        assertThat(gate.extractOutputValues().stream().filter(Either::isLeft))
                .extracting(either -> either.left().sessionId())
                .containsExactly("s-1");
        assertThat(gate.extractOutputValues().stream().filter(Either::isRight))
                .extracting(either -> either.right().sessionId())
                .containsExactly("s-1", "s-2", "s-4", "s-of-another");
        assertThat(rejections()).extracting(Rejection::sessionId).containsExactly("s-3");
    }

    @Test
    void anEarlierWithdrawalThatComesLateTakesNothingBack() throws Exception {
        withdrawAll("v-1");
        withdraw(new Withdrawal("w-0", "v-1", STARTED_AT.minusSeconds(99), null));
        land(aSession().build());

        assertThat(rejections()).hasSize(1);
    }

    @Test
    void remembersAcrossARestart() throws Exception {
        land(aSession().id("s-1").build());
        withdrawAll("v-2");
        var state = gate.snapshot(1, 1);
        gate.close();
        gate = harness();
        gate.initializeState(state);
        gate.open();

        withdrawAll("v-1");
        land(aSession().id("s-2").viewer("v-2").build());

        assertThat(gate.extractOutputValues())
                .containsExactly(Either.Left(new WithdrawnSession("s-1")));
        assertThat(rejections()).hasSize(1);
    }

    @Test
    void forgetsAfterTheRetention() throws Exception {
        land(aSession().id("s-1").build());
        withdrawAll("v-2");
        gate.setStateTtlProcessingTime(RETENTION.toMillis() + 1);

        withdrawAll("v-1");
        land(aSession().id("s-2").viewer("v-2").build());

        assertThat(gate.extractOutputValues()).hasSize(2).allMatch(Either::isRight);
    }

    private void land(Session session) throws Exception {
        gate.processElement1(Tuple2.of(hash(session.viewerKey()), session), 0);
    }

    private void withdrawAll(String viewerKey) throws Exception {
        withdraw(viewerKey, null);
    }

    private void withdraw(String viewerKey, Set<String> sessions) throws Exception {
        withdraw(new Withdrawal("w-1", viewerKey, REQUESTED_AT, sessions));
    }

    private void withdraw(Withdrawal withdrawal) throws Exception {
        gate.processElement2(Tuple2.of(hash(withdrawal.viewerKey()), withdrawal), 0);
    }

    private static String hash(String viewerKey) {
        return ViewerHash.of(Map.of()).hash(viewerKey);
    }

    private List<Rejection> rejections() {
        return Harnesses.sideOutput(gate, REJECTIONS);
    }
}
