package io.adgaze.jobs;

import io.adgaze.records.tables.OutputLayout;
import java.util.concurrent.ExecutionException;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.ParameterException;

/**
 * Runs the engagement job on a Flink cluster within this JVM, over a folder or bucket of the user's
 * own. Takes the options of {@link EngagementJob}.
 */
public final class EmbeddedEngagementJob {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private EmbeddedEngagementJob() {}

    public static void main(String[] args) throws Exception {
        try {
            var options = EngagementOptions.parse(args);
            if (options.isPresent()) {
                run(options.get());
            }
        } catch (ParameterException | ProgramParametrizationException e) {
            System.err.println(e.getMessage());
            System.err.println("--help lists the options.");
            System.exit(WRONG_USAGE);
        } catch (ExecutionException e) {
            System.err.println("The job failed: " + rootCause(e).getMessage());
            System.exit(FAILED);
        }
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static void run(EngagementOptions options) throws Exception {
        Configuration conf = EmbeddedFlink.configuration();
        StreamExecutionEnvironment env = EmbeddedFlink.environment(conf);
        new Preflight(options).check(conf);
        EngagementJob.define(env, options);
        JobClient job = env.executeAsync(EngagementJob.NAME);
        System.out.println("Reading  " + options.landing());
        new Progress(job, System.out).until(job.getJobExecutionResult());
        OutputLayout output = new OutputLayout(options.output());
        System.out.println(
                "Tables   "
                        + options.output()
                        + "/{viewer_seconds,sessions,fixations,ad_seconds,ad_segment_seconds,ads}");
        System.out.println("Exports  " + output.exports());
        System.out.println("Rejected " + output.rejected());
    }
}
