package io.adgaze.operators.consent;

import io.adgaze.records.withdrawal.ViewerHash;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * By which secret viewers have been hashed, in state, as {@link ViewerHash#fingerprint} tells: with
 * another one no viewer in state would be known again.
 */
final class SecretOfState {

    private static final String OPTION =
            "'%s' of Flink's configuration, else '%s' in the environment of each TaskManager"
                    .formatted(ViewerHash.SECRET, ViewerHash.ENVIRONMENT);

    private static final String REASON =
            "No viewer in state would be known again, so that who has withdrawn would be measured,"
                    + " and a withdrawal would reach nobody who counted before. ";

    private static final String NONE = ViewerHash.withoutSecret().fingerprint();

    /** Of each subtask, so that some is there whatever the parallelism becomes. */
    private final ListState<String> fingerprints;

    SecretOfState(OperatorStateStore state) throws Exception {
        fingerprints = state.getListState(new ListStateDescriptor<>("secret", Types.STRING));
    }

    /**
     * Takes the secret up, where there is none yet.
     *
     * @throws IllegalStateException where it is another
     */
    void mustBeThatOf(ViewerHash hash) throws Exception {
        String now = hash.fingerprint();
        for (String former : fingerprints.get()) {
            if (!former.equals(now)) {
                throw new IllegalStateException(refusal(former, now));
            }
        }
        fingerprints.update(List.of(now));
    }

    private static String refusal(String former, String now) {
        if (former.equals(NONE)) {
            return "There is a secret for withdrawals now, and this job's state is by none: "
                    + OPTION
                    + ". "
                    + REASON
                    + "Take it away again, or start the job without state to have it from then on.";
        }
        return "The secret for withdrawals "
                + (now.equals(NONE) ? "is gone: " : "is another than this job's state is by: ")
                + OPTION
                + ". "
                + REASON
                + "Give the former one back, or start the job without state.";
    }
}
