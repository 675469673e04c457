package io.adgaze.connectors;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** What a job reports in Adgaze's group; still there when the job and its cluster are gone. */
public final class ReportedMetrics implements MetricReporter {

    private static final Map<String, ReportedMetrics> LISTENING = new ConcurrentHashMap<>();

    private final List<Map.Entry<String, Metric>> metrics = new CopyOnWriteArrayList<>();

    /** Has the clusters of this configuration report here. */
    public void listenTo(Configuration conf) {
        String id = UUID.randomUUID().toString();
        LISTENING.put(id, this);
        conf.set(MetricOptions.REPORTERS_LIST, "test");
        Configuration reporter = MetricOptions.forReporter(conf, "test");
        reporter.set(MetricOptions.REPORTER_FACTORY_CLASS, Factory.class.getName());
        reporter.set(Factory.ID, id);
    }

    /** A counter's sum over the subtasks. */
    public long counted(String name) {
        return named(name).stream().mapToLong(metric -> ((Counter) metric).getCount()).sum();
    }

    /** The gauges of the subtasks. */
    public List<Object> gauged(String name) {
        return named(name).stream().<Object>map(metric -> ((Gauge<?>) metric).getValue()).toList();
    }

    /** The histogram of the only subtask. */
    public Histogram histogram(String name) {
        return (Histogram) named(name).get(0);
    }

    private List<Metric> named(String name) {
        List<Metric> found =
                metrics.stream()
                        .filter(metric -> metric.getKey().equals(name))
                        .map(Map.Entry::getValue)
                        .toList();
        if (found.isEmpty()) {
            throw new AssertionError("no metric " + name + " in " + metrics);
        }
        return found;
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String[] scope = group.getScopeComponents();
        if (scope.length > 0 && scope[scope.length - 1].equals("adgaze")) {
            metrics.add(Map.entry(name, metric));
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}

    /** Finds the one that listens. */
    public static final class Factory implements MetricReporterFactory {

        static final ConfigOption<String> ID =
                ConfigOptions.key("listener").stringType().noDefaultValue();

        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return LISTENING.get(properties.getProperty(ID.key()));
        }
    }
}
