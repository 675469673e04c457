package io.adgaze.jobs;

import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.ParameterException;

/**
 * Erases what viewers have withdrawn from what was written already, and leaves receipts; to be run
 * on a schedule, beside {@link EngagementJob}. {@code --help} lists the options.
 */
public final class ErasureJob {

    /** The job's name in Flink's web UI. */
    public static final String NAME = "Adgaze erasure";

    private ErasureJob() {}

    public static void main(String[] args) throws Exception {
        try {
            var options = ErasureOptions.parse(args);
            if (options.isEmpty()) {
                return;
            }
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            define(env, options.get());
            env.execute(NAME);
        } catch (ParameterException e) {
            throw new ProgramParametrizationException(e.getMessage() + " See --help.");
        }
    }

    /** Defines the job in {@code env}, on whatever cluster that is. */
    public static void define(StreamExecutionEnvironment env, ErasureOptions options) {
        new ErasurePipeline(options).defineIn(env);
    }
}
