package io.adgaze.jobs.mutations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slice of {@link MutationTrial}, with a seed of its own. */
class MutationsITCase {

    private static final long SEED = 1_000_000;
    private static final int INPUTS = 250;

    @Test
    void noMutatedInputIsTakenForTheMachinesFault(@TempDir Path folder) throws Exception {
        TrialReport report = new TrialReport(SEED);

        try (ClassesTrial trial = new ClassesTrial(SEED, folder, new Seeds(), report)) {
            trial.run(0, INPUTS);
        }

        report.print();
        assertThat(report.faults()).isZero();
    }
}
