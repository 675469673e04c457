package io.adgaze.operators;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;

/** What the operator of a harness registers in Adgaze's group, by its name within the group. */
public final class HarnessMetrics {

    private static final String GROUP = ".adgaze.";

    private final Map<String, Metric> metrics = new ConcurrentHashMap<>();

    /** The environment of a harness whose operator is to be watched. */
    public MockEnvironment environment() {
        var registry =
                TestingMetricRegistry.builder().setRegisterConsumer(this::registered).build();
        var task =
                TaskManagerMetricGroup.createTaskManagerMetricGroup(
                                registry, "localhost", ResourceID.generate())
                        .addJob(new JobID(), "job")
                        .addTask(ExecutionAttemptID.randomId(), "task");
        return new MockEnvironmentBuilder().setMetricGroup(task).build();
    }

    private void registered(Metric metric, String name, AbstractMetricGroup<?> group) {
        String identifier = group.getMetricIdentifier(name);
        int own = identifier.indexOf(GROUP);
        if (own >= 0) {
            metrics.put(identifier.substring(own + GROUP.length()), metric);
        }
    }

    /** A counter's value. */
    public long counted(String name) {
        return ((Counter) metric(name)).getCount();
    }

    /** A gauge's value. */
    public Object gauged(String name) {
        return ((Gauge<?>) metric(name)).getValue();
    }

    /** A histogram. */
    public Histogram histogram(String name) {
        return (Histogram) metric(name);
    }

    private Metric metric(String name) {
        Metric metric = metrics.get(name);
        if (metric == null) {
            throw new AssertionError("no metric " + name + " in " + metrics.keySet());
        }
        return metric;
    }
}
