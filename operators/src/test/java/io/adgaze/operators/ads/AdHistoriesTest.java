package io.adgaze.operators.ads;

import static io.adgaze.operators.SessionBuilder.STARTED_AT;
import static io.adgaze.operators.ads.ResultBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.operators.ads.AdPipeline.Settings;
import io.adgaze.records.AdReport;
import io.adgaze.records.SessionResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever an ad's history is, its report is that of its counting sessions alone, put together at
 * once: sessions that come late, twice, or before others of their viewer, retention that ends,
 * restarts, and any parallelism.
 */
class AdHistoriesTest {

    /** Histories to try; thousands, when asked to. */
    private static final int HISTORIES = Integer.getInteger("adgaze.histories", 40);

    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration RETENTION = Duration.ofHours(6);
    private static final ReportPacing PACING =
            new ReportPacing(
                    Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(5), 3);

    @TempDir private Path folder;

    @Test
    void endInTheReportOfWhatCountsOnTheHeap() throws Exception {
        for (int seed = 0; seed < HISTORIES; seed++) {
            check(seed, HashMapStateBackend::new);
        }
    }

    @Test
    void endInTheReportOfWhatCountsOnRocksDb() throws Exception {
        for (int seed = 0; seed < HISTORIES / 10; seed++) {
            check(1_000_000 + seed, EmbeddedRocksDBStateBackend::new);
        }
    }

    /** A session, and when it came. */
    private record Arrival(Duration at, SessionResult session) {}

    private void check(int seed, Supplier<StateBackend> backend) throws Exception {
        Random random = new Random(seed);
        List<Arrival> arrivals = arrivals(random);
        Duration end = RETENTION.plus(Duration.ofMinutes(random.nextInt(180)));

        AdReport actual = run(arrivals, end, random, backend);
        AdReport expected = atOnce(counting(arrivals, end));

        assertThat(actual)
                .as("history " + seed)
                .usingRecursiveComparison()
                .ignoringFields("asOf", "summary.asOf", "dt", "summary.dt")
                .ignoringFieldsMatchingRegexes("seconds.*dt", "segments.*dt")
                .isEqualTo(expected);
    }

    private AdReport run(
            List<Arrival> arrivals, Duration end, Random random, Supplier<StateBackend> backend)
            throws Exception {
        Settings settings = new Settings(PACING, RETENTION, folder);
        try (AdPipeline pipeline = new AdPipeline(settings, backend, 1 + random.nextInt(8))) {
            for (Arrival arrival : arrivals) {
                pipeline.waitUntil(arrival.at(), STEP);
                pipeline.add(arrival.session());
                if (random.nextInt(20) == 0) {
                    pipeline.restart(1 + random.nextInt(8));
                }
            }
            pipeline.waitUntil(end, STEP);
            pipeline.endInput();
            return pipeline.reports().get(pipeline.reports().size() - 1);
        }
    }

    /** All sessions at the same time, in an order of their own. */
    private AdReport atOnce(List<SessionResult> sessions) throws Exception {
        Settings settings = new Settings(PACING, Duration.ofDays(1), folder);
        try (AdPipeline pipeline = new AdPipeline(settings, HashMapStateBackend::new, 1)) {
            for (SessionResult session : sessions) {
                pipeline.add(session);
            }
            pipeline.endInput();
            return pipeline.reports().get(0);
        }
    }

    /** The first session of each viewer, of those whose retention has not ended. */
    private static List<SessionResult> counting(List<Arrival> arrivals, Duration end) {
        Map<String, Arrival> last = new TreeMap<>();
        for (Arrival arrival : arrivals) {
            last.put(arrival.session().summary().sessionId(), arrival);
        }
        Map<String, SessionResult> first = new TreeMap<>();
        for (Arrival arrival : last.values()) {
            if (arrival.at().plus(RETENTION).compareTo(end) > 0) {
                first.merge(
                        arrival.session().summary().viewerKey(),
                        arrival.session(),
                        (one, other) -> FIRST.compare(one, other) <= 0 ? one : other);
            }
        }
        return new ArrayList<>(first.values());
    }

    private static final Comparator<SessionResult> FIRST =
            Comparator.comparing((SessionResult session) -> session.summary().startedAt())
                    .thenComparing(session -> session.summary().sessionId());

    /** The last of them is new and late enough to be left, so that there is something to report. */
    private static List<Arrival> arrivals(Random random) {
        int n = 2 + random.nextInt(40);
        List<Integer> minutes = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            minutes.add(random.nextInt((int) RETENTION.toMinutes()));
        }
        Collections.sort(minutes);
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int id = random.nextInt(10) == 0 ? random.nextInt(i + 1) : i;
            arrivals.add(
                    new Arrival(Duration.ofMinutes(minutes.get(i)), randomSession(id, random)));
        }
        arrivals.add(new Arrival(RETENTION.minusMinutes(1), randomSession(n, random)));
        return arrivals;
    }

    private static SessionResult randomSession(int id, Random random) {
        ResultBuilder session =
                session(id)
                        .viewer(id * 7 % 12)
                        .startedAt(STARTED_AT.plus(Duration.ofMinutes(random.nextInt(600))))
                        .qualityGrade(1 + random.nextInt(6))
                        .device(List.of("phone", "desktop", "tv").get(random.nextInt(3)))
                        .validRate(random.nextFloat());
        if (random.nextBoolean()) {
            session.demographics(15 + random.nextInt(60), random.nextBoolean() ? "female" : "male");
        }
        int seconds = random.nextInt(4);
        for (int second = 0; second < seconds; second++) {
            switch (random.nextInt(3)) {
                case 0 -> session.second(second);
                case 1 -> session.happySecond(second, random.nextFloat());
                default -> session.gazeSecond(second, random.nextFloat(), random.nextFloat());
            }
        }
        if (random.nextBoolean()) {
            session.gaze(random.ints(random.nextInt(20), 0, 3000).sorted().toArray());
        }
        return session.build();
    }
}
