package io.adgaze.operators.frames;

import static io.adgaze.operators.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.models.FaceObservation;
import io.adgaze.operators.HarnessMetrics;
import io.adgaze.records.InvalidReason;
import io.adgaze.records.Purpose;
import io.adgaze.records.Session;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpressionOperatorTest {

    private final HarnessMetrics metrics = new HarnessMetrics();
    private OneInputStreamOperatorTestHarness<SessionFrame, SessionFrame> operator;

    @BeforeEach
    void open() throws Exception {
        operator =
                new OneInputStreamOperatorTestHarness<>(
                        new StreamMap<>(new ExpressionOperator()), metrics.environment());
        operator.setup(InChainType.SESSION_FRAME.createSerializer(new SerializerConfigImpl()));
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void classifiesTheViewersExpression() throws Exception {
        SessionFrame.Decoded seen =
                see(consenting(Purpose.EXPRESSIONS), Viewer.facing().observed());

        float sum = 0;
        for (float p : seen.expression().toArray()) {
            sum += p;
        }
        assertThat(sum).isCloseTo(1, within(1e-4f));
        assertThat(seen.expression().dominant()).isEqualTo("happy");
    }

    @Test
    void computesNothingWithoutConsent() throws Exception {
        SessionFrame.Decoded seen =
                see(consenting(Purpose.GAZE, Purpose.DEMOGRAPHICS), Viewer.facing().observed());

        assertThat(seen.expression()).isNull();
        assertThat(seen.face()).isNotNull();
    }

    @Test
    void computesNothingOfAFrameThatCannotBeUsed() throws Exception {
        Session session = consenting(Purpose.EXPRESSIONS);

        assertThat(see(session, Viewer.nobody()).expression()).isNull();
        assertThat(see(session, Viewer.facing().unusable(InvalidReason.MANY_FACES)).expression())
                .isNull();
    }

    @Test
    void tellsHowLongTheNetworkTakes() throws Exception {
        Session session = consenting(Purpose.EXPRESSIONS);

        see(session, Viewer.facing().observed());
        see(session, Viewer.nobody());
        see(session, Viewer.facing().observed());

        assertThat(metrics.histogram("model.expression.latency_ms").getCount()).isEqualTo(2);
    }

    @Test
    void passesStartAndEnd() throws Exception {
        SessionFrame start = new SessionFrame.Start(consenting(Purpose.EXPRESSIONS));
        SessionFrame end =
                new SessionFrame.End(
                        consenting(Purpose.EXPRESSIONS), new RecordingEnd(40, null, 1, null));

        operator.processElement(start, 0);
        operator.processElement(end, 0);

        assertThat(operator.extractOutputValues()).containsExactly(start, end);
    }

    private SessionFrame.Decoded see(Session session, FaceObservation face) throws Exception {
        operator.processElement(
                SessionFrame.Decoded.of(session, 0, null, Viewer.PORTRAIT).with(face), 0);
        var out = operator.extractOutputValues();
        return (SessionFrame.Decoded) out.get(out.size() - 1);
    }

    private static Session consenting(Purpose... purposes) {
        return aSession().consentTo(purposes).build();
    }
}
