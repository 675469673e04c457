package io.adgaze.operators.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.operators.Harnesses;
import io.adgaze.records.withdrawal.ViewerHash;
import io.adgaze.records.withdrawal.Withdrawal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.util.TestingTaskManagerRuntimeInfo;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** A job goes on with the secret that its state is by, or not at all. */
class ViewerHashingTest {

    private static final Withdrawal WITHDRAWAL =
            new Withdrawal("w-1", "v-1", Instant.EPOCH, Set.of("s-1"));

    private static final OperatorSubtaskState OF_BEFORE = OperatorSubtaskState.builder().build();
    private static final String NONE = "";

    @Test
    void theSameSecretGoesOnAndHashesTheSame() throws Exception {
        OperatorSubtaskState state = stateAfter("one", OF_BEFORE);

        try (var hashing = restored("one", state)) {
            hashing.processElement(WITHDRAWAL, 0);

            String hash = ViewerHash.of(Map.of(ViewerHash.SECRET, "one")).hash("v-1");
            assertThat(hashing.extractOutputValues()).containsExactly(Tuple2.of(hash, WITHDRAWAL));
        }
    }

    @Test
    void anotherSecretIsRefusedWithTheRemedy() throws Exception {
        OperatorSubtaskState state = stateAfter("one", stateAfter("one", OF_BEFORE));

        assertThatThrownBy(() -> stateAfter("two", state))
                .hasMessageContaining("is another than this job's state is by")
                .hasMessageContaining(ViewerHash.SECRET)
                .hasMessageContaining("who has withdrawn would be measured")
                .hasMessageContaining("Give the former one back, or start the job without state")
                .hasMessageNotContainingAny("one'", "two'");
    }

    @Test
    void aForgottenSecretIsRefused() throws Exception {
        OperatorSubtaskState state = stateAfter("one", OF_BEFORE);

        assertThatThrownBy(() -> stateAfter(NONE, state))
                .hasMessageContaining("The secret for withdrawals is gone")
                .hasMessageContaining("Give the former one back");
    }

    @Test
    void aSecretWhereThereWasNoneIsRefusedInWordsOfItsOwn() throws Exception {
        OperatorSubtaskState state = stateAfter(NONE, OF_BEFORE);

        assertThatThrownBy(() -> stateAfter("one", state))
                .hasMessageContaining("There is a secret for withdrawals now")
                .hasMessageContaining("Take it away again");
    }

    private static OperatorSubtaskState stateAfter(String secret, OperatorSubtaskState before)
            throws Exception {
        try (var hashing = restored(secret, before)) {
            return hashing.snapshot(1, 1);
        }
    }

    private static OneInputStreamOperatorTestHarness<Withdrawal, Tuple2<String, Withdrawal>>
            restored(String secret, OperatorSubtaskState state) throws Exception {
        var conf = Configuration.fromMap(Map.of(ViewerHash.SECRET, secret));
        var environment =
                new MockEnvironmentBuilder()
                        .setTaskManagerRuntimeInfo(new TestingTaskManagerRuntimeInfo(conf))
                        .build();
        var hashing = new ViewerHashing<>(Withdrawal.class, Withdrawal::viewerKey);
        var harness =
                new OneInputStreamOperatorTestHarness<>(new StreamMap<>(hashing), environment);
        Harnesses.refuseKryo(harness);
        harness.setup(
                hashing.getProducedType()
                        .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        harness.initializeState(state);
        harness.open();
        return harness;
    }
}
