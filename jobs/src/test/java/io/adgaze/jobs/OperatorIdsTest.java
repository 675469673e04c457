package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A savepoint finds an operator's state by the operator's uid alone. */
class OperatorIdsTest {

    /** Of the operators that keep state, or take over that of an earlier release. */
    private static final List<String> STATEFUL =
            List.of(
                    "manifest-gate",
                    "manifest-loader",
                    "session-admission",
                    "withdrawal-loader",
                    "session-viewers",
                    "withdrawal-viewers",
                    "result-viewers",
                    "consent-gate",
                    "frame-splitter",
                    "face",
                    "demographics",
                    "gaze",
                    "ad-second-window",
                    "ad-aggregator",
                    "viewer-sessions",
                    "partial-sums",
                    "ad-totals",
                    "ad-exports",
                    "table-viewer_seconds",
                    "table-sessions",
                    "table-fixations",
                    "table-frames",
                    "rejected");

    /**
     * @param sources uids of the sources
     * @param options what selects it
     */
    private record Discovery(List<String> sources, List<String> options) {}

    static Stream<Discovery> discoveries() {
        return Stream.of(
                new Discovery(
                        List.of("landing-listing", "withdrawal-listing"),
                        List.of("--discover=poll")),
                new Discovery(
                        List.of("s3-events", "withdrawal-events", "withdrawal-listing"),
                        List.of(
                                "--discover=kafka",
                                "--kafka-bootstrap=localhost:9092",
                                "--kafka-topic=landed")));
    }

    @ParameterizedTest
    @MethodSource("discoveries")
    void areThoseOfTheReleases(Discovery discovery) {
        assertThat(uids(discovery.options()))
                .containsAll(discovery.sources())
                .containsAll(STATEFUL);
    }

    /** Flink refuses to build a job in which an operator has none of its own. */
    private static Set<String> uids(List<String> discovery) {
        Configuration conf = new Configuration();
        conf.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        var env = StreamExecutionEnvironment.getExecutionEnvironment(conf);
        String[] options =
                Stream.concat(
                                Stream.of(
                                        "--landing=s3://bucket/landing",
                                        "--ads=s3://bucket/ads",
                                        "--output=output",
                                        "--emit-frames"),
                                discovery.stream())
                        .toArray(String[]::new);
        EngagementJob.define(env, EngagementOptions.parse(options).orElseThrow());
        return env.getStreamGraph().getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .collect(Collectors.toSet());
    }
}
