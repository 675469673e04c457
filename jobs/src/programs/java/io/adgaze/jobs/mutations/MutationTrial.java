package io.adgaze.jobs.mutations;

import io.adgaze.jobs.LandingBucket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;

/**
 * Tries mutated input: {@code [INPUTS [LANDED [SEED]]]}, of which {@code INPUTS} (10000) go through
 * the job's own classes and {@code LANDED} (500) through a running job, made from {@code SEED} (1).
 * Ends with 1 when one of them failed the job, took more than its share, changed a neighbour's row
 * or came to nothing.
 */
public final class MutationTrial {

    private static final int INPUTS = 10_000;
    private static final int LANDED = 500;
    private static final long SEED = 1;

    private MutationTrial() {}

    public static void main(String[] args) throws Exception {
        int inputs = args.length > 0 ? Integer.parseInt(args[0]) : INPUTS;
        int landed = args.length > 1 ? Integer.parseInt(args[1]) : LANDED;
        long seed = args.length > 2 ? Long.parseLong(args[2]) : SEED;
        Path folder = Files.createTempDirectory("adgaze-mutations");
        int faults;
        try {
            faults = throughClasses(inputs, seed, folder) + throughJob(landed, seed, folder);
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
        System.out.println(faults == 0 ? "Nothing failed." : faults + " failed.");
        System.exit(Math.min(faults, 1)); // Flink's embedded cluster leaves threads behind.
    }

    private static int throughClasses(int inputs, long seed, Path folder) throws Exception {
        Seeds seeds = new Seeds();
        TrialReport report = new TrialReport(seed);
        try (ClassesTrial trial = new ClassesTrial(seed, folder, seeds, report)) {
            trial.run(0, inputs / 10);
            long early = ProcessMemory.residentMib();
            trial.run(inputs / 10, inputs);
            System.out.printf(
                    "Resident memory after a tenth and at the end: %d and %d MiB.%n",
                    early, ProcessMemory.residentMib());
        }
        report.print();
        return report.faults();
    }

    private static int throughJob(int landed, long seed, Path folder) throws Exception {
        if (landed == 0) {
            return 0;
        }
        try (LandingBucket bucket = LandingBucket.start(folder)) {
            return new LandingTrial(seed, new Seeds(), bucket).run(landed);
        }
    }
}
