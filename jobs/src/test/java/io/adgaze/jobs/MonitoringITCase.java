package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adgaze.connectors.embedded.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A running job as Prometheus sees it: the figures are right, and alerts, dashboard and
 * documentation name nothing that is not there.
 */
class MonitoringITCase {

    private static final String ADGAZE = "flink_taskmanager_job_task_operator_adgaze_";

    private static final String EVENTS =
            "flink_taskmanager_job_task_operator_deserializer_adgaze_s3_events_";

    /**
     * A MiniCluster's processes have no limit of their own; this run hears of sessions by events.
     */
    private static final Set<String> NOT_IN_THIS_RUN =
            Set.of(
                    ADGAZE + "process_limit_bytes",
                    ADGAZE + "listings_completed",
                    ADGAZE + "listing_failures");

    private static final Pattern METRIC = Pattern.compile("\\bflink_[a-zA-Z0-9_]*[a-zA-Z0-9]\\b");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

    private static final String TOPIC = "landed";
    private static final String SESSION = "s-good";

    @TempDir private static Path folder;

    private static LandingBucket bucket;
    private static EmbeddedKafka kafka;
    private static WatchedJob job;
    private static Scrape scrape;

    @BeforeAll
    static void scrapeAJobThatHasExported() throws Exception {
        bucket = LandingBucket.start(folder);
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        kafka.createTopic(TOPIC, 1);
        land();
        EngagementRun run =
                new EngagementRun(LandingBucket.LANDING, LandingBucket.ADS)
                        .unbounded()
                        .with("--discover=kafka")
                        .with("--kafka-bootstrap=" + kafka.bootstrapServers())
                        .with("--kafka-topic=" + TOPIC)
                        .with("--settle-after=1 s")
                        .with("--frame-rate=3");
        run.configuration().addAll(bucket.flinkConfiguration());
        int port = freePort();
        reportToPrometheus(run.configuration(), port);
        job = WatchedJob.start(run, LandingBucket.OUTPUT);
        await().atMost(WatchedJob.PATIENCE)
                .until(() -> Scrape.of(port).sum(ADGAZE + "exports_written") > 0);
        scrape = Scrape.of(port);
        await("the session's row is visible")
                .atMost(WatchedJob.PATIENCE)
                .ignoreExceptions()
                .until(MonitoringITCase::hasSession);
    }

    private static void reportToPrometheus(Configuration conf, int port) {
        conf.set(MetricOptions.REPORTERS_LIST, "prometheus");
        Configuration reporter = MetricOptions.forReporter(conf, "prometheus");
        reporter.set(
                MetricOptions.REPORTER_FACTORY_CLASS, PrometheusReporterFactory.class.getName());
        reporter.setString("port", String.valueOf(port));
    }

    private static boolean hasSession() throws Exception {
        try (Tables tables = Tables.in(bucket.output())) {
            return tables.query("FROM sessions").size() == 1;
        }
    }

    /** A good session, told twice; one without consent; a deletion; a message that is no event. */
    private static void land() throws IOException {
        bucket.landAd(LandingFolder.AD_ID);
        bucket.landSample(1, SESSION);
        ObjectNode refused = LandingFolder.sampleManifest(1, "s-refused");
        refused.remove("consent");
        bucket.landManifest(refused);
        String good = created(SESSION, "manifest.json");
        kafka.send(TOPIC, 0, created(SESSION, "webcam.webm"), good, good);
        kafka.send(TOPIC, 0, created("s-refused", "manifest.json"));
        kafka.send(TOPIC, 0, good.replace("ObjectCreated:Put", "ObjectRemoved:Delete"));
        kafka.send(TOPIC, 0, "no notification");
    }

    private static String created(String sessionId, String file) {
        return """
        {"Records": [{"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "adgaze"},
          "object": {"key": "landing/ad_id%%3D%s/session%%3D%s/%s", "eTag": "e"}}}]}
        """
                .formatted(LandingFolder.AD_ID, sessionId, file);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void close() throws IOException {
        job.close();
        kafka.close();
        bucket.close();
    }

    @Test
    void theFiguresAreThoseOfTheInput() {
        assertThat(scrape.sum(EVENTS + "read")).isEqualTo(6);
        assertThat(scrape.sum(EVENTS + "ignored")).isEqualTo(1);
        assertThat(scrape.sum(EVENTS + "unparseable")).isEqualTo(1);
        assertThat(scrape.sum(ADGAZE + "manifests_loaded")).isEqualTo(2);
        assertThat(scrape.sum(ADGAZE + "manifest_failures")).isZero();
        assertThat(scrape.sum(ADGAZE + "sessions_accepted")).isEqualTo(1);
        assertThat(scrape.sum(ADGAZE + "reason_rejected")).isEqualTo(2);
        for (String reason : List.of("consent_missing", "manifest_invalid")) {
            assertThat(scrape.sum(ADGAZE + "reason_rejected", Map.of("reason", reason)))
                    .as(reason)
                    .isEqualTo(1);
        }
        assertThat(scrape.sum(ADGAZE + "sessions_in_flight")).isZero();
        assertThat(scrape.sum(ADGAZE + "sessions_read")).isEqualTo(1);
        assertThat(scrape.sum(ADGAZE + "landing_to_rows_s_count")).isEqualTo(1);
        assertThat(scrape.sum(ADGAZE + "gaze_error_norm_count")).isEqualTo(1);
        assertThat(scrape.sum(ADGAZE + "exports_written")).isEqualTo(1);
        assertThat(scrape.sum(ADGAZE + "heatmap_render_ms_count")).isEqualTo(1);
    }

    @Test
    void framesAreThoseOfTheSessionsRow() throws Exception {
        try (Tables tables = Tables.in(bucket.output())) {
            long frames = ((Number) tables.value("SELECT frames_n FROM sessions")).longValue();

            assertThat(scrape.sum(ADGAZE + "frames_analysed")).isEqualTo(frames);
            for (String model : List.of("face_mesh", "expression")) {
                assertThat(scrape.sum(ADGAZE + "model_latency_ms_count", Map.of("model", model)))
                        .as(model)
                        .isEqualTo(frames);
            }
            assertThat(scrape.sum(ADGAZE + "decode_latency_ms_count"))
                    .as("frames of which some are not analysed")
                    .isGreaterThan(frames);
        }
    }

    @Test
    void noLabelNamesASessionOrItsViewer() {
        assertThat(scrape.samples())
                .flatExtracting(sample -> sample.labels().values())
                .noneMatch(value -> value.matches(".*s[-_]good.*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flink-conf/monitoring/alerts.yml",
                "flink-conf/monitoring/grafana/dashboards/adgaze.json",
                "docs/metrics.md"
            })
    void whatIsNamedIsThere(String file) throws IOException {
        Set<String> there = new TreeSet<>(scrape.names());
        there.addAll(NOT_IN_THIS_RUN);

        assertThat(namedIn(file)).hasSizeGreaterThan(10).isSubsetOf(there);
    }

    @Test
    void whatIsThereOfOursIsDocumented() throws IOException {
        Set<String> ours =
                scrape.names().stream()
                        .filter(name -> name.contains("_adgaze_"))
                        .map(name -> name.replaceFirst("_count$", ""))
                        .collect(Collectors.toSet());

        assertThat(ours).hasSizeGreaterThan(20).isSubsetOf(namedIn("docs/metrics.md"));
    }

    @Test
    void eachAlertIsDocumentedAndLeadsToItsSection() throws IOException {
        String alerts = read("flink-conf/monitoring/alerts.yml");
        String documented = read("docs/metrics.md");
        List<String> names = ALERT.matcher(alerts).results().map(found -> found.group(1)).toList();

        assertThat(names)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(alerts).contains(sectionOf(name)))
                .allSatisfy(name -> assertThat(documented).contains("| " + name + " |"));
    }

    /** Where a heading of the alert's name is found in a page. */
    private static String sectionOf(String alert) {
        return "runbook_url: docs/operations.md#" + alert.toLowerCase(Locale.ROOT) + "\n";
    }

    private static Set<String> namedIn(String file) throws IOException {
        String text = read(file).replace("…adgaze_", ADGAZE);
        return METRIC.matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of("..").resolve(file));
    }
}
