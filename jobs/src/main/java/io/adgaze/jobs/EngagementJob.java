package io.adgaze.jobs;

import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.ParameterException;

/**
 * Measures how people watch ads; the entry point on a Flink cluster. {@code --help} lists the
 * options.
 */
public final class EngagementJob {

    /** The job's name in Flink's web UI. */
    public static final String NAME = "Adgaze engagement";

    private EngagementJob() {}

    public static void main(String[] args) throws Exception {
        try {
            var options = EngagementOptions.parse(args);
            if (options.isEmpty()) {
                return;
            }
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            new Preflight(options.get()).check(env.getConfiguration());
            define(env, options.get());
            env.execute(NAME);
        } catch (ParameterException e) {
            throw new ProgramParametrizationException(e.getMessage() + " See --help.");
        }
    }

    /** Defines the job in {@code env}, on whatever cluster that is. */
    public static void define(StreamExecutionEnvironment env, EngagementOptions options) {
        new EngagementPipeline(options).defineIn(env);
    }
}
