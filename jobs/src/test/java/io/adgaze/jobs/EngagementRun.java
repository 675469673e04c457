package io.adgaze.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the job over what has landed, on an embedded Flink, and waits for its end. */
public final class EngagementRun {

    private final List<String> options = new ArrayList<>();
    private final Configuration conf;

    public EngagementRun(LandingFolder folder) throws Exception {
        this(folder.landing().toString(), folder.ads().toString());
    }

    public EngagementRun(String landing, String ads) throws Exception {
        this.conf = EmbeddedFlink.configuration();
        options.add("--landing=" + landing);
        options.add("--ads=" + ads);
        options.add("--bounded");
        options.add("--min-viewers=1");
    }

    public EngagementRun with(String option) {
        options.add(option);
        return this;
    }

    public EngagementRun parallelism(int parallelism) {
        conf.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        conf.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
        return this;
    }

    /** Waits for more sessions until it is stopped. */
    EngagementRun unbounded() {
        options.remove("--bounded");
        return this;
    }

    <T> EngagementRun set(ConfigOption<T> option, T value) {
        conf.set(option, value);
        return this;
    }

    /** Writes to {@code output} and opens what was written. */
    public Tables into(Path output) throws Exception {
        run(output.toString());
        return Tables.in(output);
    }

    /** Writes to {@code output}, a folder or a place in S3. */
    public void run(String output) throws Exception {
        StreamExecutionEnvironment env = EmbeddedFlink.environment(conf);
        define(env, output);
        env.execute(EngagementJob.NAME);
    }

    public Configuration configuration() {
        return conf;
    }

    /** The job, to be submitted to a cluster by the test. */
    JobGraph jobGraph(String output) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(conf);
        define(env, output);
        return env.getStreamGraph().getJobGraph();
    }

    private void define(StreamExecutionEnvironment env, String output) {
        options.add("--output=" + output);
        EngagementJob.define(
                env, EngagementOptions.parse(options.toArray(String[]::new)).orElseThrow());
    }
}
