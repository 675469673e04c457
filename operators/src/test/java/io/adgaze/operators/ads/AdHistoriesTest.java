package io.adgaze.operators.ads;

import static io.adgaze.operators.SessionBuilder.STARTED_AT;
import static io.adgaze.operators.ads.ResultBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.operators.ads.AdPipeline.Settings;
import io.adgaze.records.AdReport;
import io.adgaze.records.SessionResult;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.withdrawal.Withdrawal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever an ad's history is, its report is that of its counting sessions alone, put together at
 * once: sessions that come late, twice, or before others of their viewer, withdrawals before and
 * after, retention that ends, restarts, and any parallelism.
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

    /** A withdrawal, and when it came. */
    private record Withdrawn(Duration at, Withdrawal withdrawal) {}

    /** What comes, each by time. */
    private record History(List<Arrival> arrivals, List<Withdrawn> withdrawals) {}

    private void check(int seed, Supplier<StateBackend> backend) throws Exception {
        Random random = new Random(seed);
        List<Arrival> arrivals = arrivals(random);
        History history = new History(arrivals, withdrawals(arrivals, random));
        Duration end = RETENTION.plus(Duration.ofMinutes(random.nextInt(180)));

        AdReport actual = run(history, end, random, backend);
        AdReport expected = atOnce(counting(history, end));

        assertThat(actual)
                .as("history " + seed)
                .usingRecursiveComparison()
                .ignoringFields("asOf", "summary.asOf", "dt", "summary.dt")
                .ignoringFieldsMatchingRegexes("seconds.*dt", "segments.*dt")
                .isEqualTo(expected);
    }

    private AdReport run(
            History history, Duration end, Random random, Supplier<StateBackend> backend)
            throws Exception {
        Deque<Withdrawn> withdrawals = new ArrayDeque<>(history.withdrawals());
        Settings settings = new Settings(PACING, RETENTION, folder);
        try (AdPipeline pipeline = new AdPipeline(settings, backend, 1 + random.nextInt(8))) {
            for (Arrival arrival : history.arrivals()) {
                withdrawUntil(arrival.at(), withdrawals, pipeline);
                pipeline.waitUntil(arrival.at(), STEP);
                pipeline.add(arrival.session());
                if (random.nextInt(20) == 0) {
                    pipeline.restart(1 + random.nextInt(8));
                }
            }
            withdrawUntil(end, withdrawals, pipeline);
            pipeline.waitUntil(end, STEP);
            pipeline.endInput();
            return pipeline.reports().get(pipeline.reports().size() - 1);
        }
    }

    private static void withdrawUntil(
            Duration until, Deque<Withdrawn> withdrawals, AdPipeline pipeline) throws Exception {
        while (!withdrawals.isEmpty() && withdrawals.element().at().compareTo(until) <= 0) {
            Withdrawn next = withdrawals.remove();
            pipeline.waitUntil(next.at(), STEP);
            pipeline.withdraw(next.withdrawal());
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

    /** The first session of each viewer, of those that are not withdrawn, nor past retention. */
    private static List<SessionResult> counting(History history, Duration end) {
        Map<String, Arrival> last = new TreeMap<>();
        for (Arrival arrival : history.arrivals()) {
            last.put(arrival.session().summary().sessionId(), arrival);
        }
        Map<String, SessionResult> first = new TreeMap<>();
        for (Arrival arrival : last.values()) {
            boolean isWithdrawn =
                    history.withdrawals().stream()
                            .anyMatch(w -> covers(w.withdrawal(), arrival.session()));
            if (!isWithdrawn && arrival.at().plus(RETENTION).compareTo(end) > 0) {
                first.merge(
                        arrival.session().summary().viewerKey(),
                        arrival.session(),
                        (one, other) -> FIRST.compare(one, other) <= 0 ? one : other);
            }
        }
        return new ArrayList<>(first.values());
    }

    private static boolean covers(Withdrawal withdrawal, SessionResult session) {
        if (!withdrawal.viewerKey().equals(session.summary().viewerKey())) {
            return false;
        }
        return withdrawal.covers(session.summary().sessionId(), session.consentGrantedAt());
    }

    /** Of anybody but the last viewer, before and after what they are of, some of them twice. */
    private static List<Withdrawn> withdrawals(List<Arrival> arrivals, Random random) {
        String last = arrivals.get(arrivals.size() - 1).session().summary().viewerKey();
        List<Withdrawn> withdrawals = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            SessionSummary session =
                    arrivals.get(random.nextInt(arrivals.size())).session().summary();
            Duration at = Duration.ofMinutes(random.nextInt((int) RETENTION.toMinutes()));
            if (!session.viewerKey().equals(last)) {
                withdrawals.add(new Withdrawn(at, withdrawal(session, random)));
            }
        }
        withdrawals.sort(Comparator.comparing(Withdrawn::at));
        return withdrawals;
    }

    private static Withdrawal withdrawal(SessionSummary session, Random random) {
        return new Withdrawal(
                "w-" + random.nextInt(3),
                session.viewerKey(),
                STARTED_AT.plus(Duration.ofMinutes(random.nextInt(600))),
                random.nextBoolean() ? Set.of(session.sessionId()) : null);
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

    /** Of a session, whenever it comes. */
    private static Instant grantedAt(int id) {
        return id % 10 == 0 ? null : STARTED_AT.plus(Duration.ofMinutes(id * 97 % 600));
    }

    private static SessionResult randomSession(int id, Random random) {
        ResultBuilder session =
                session(id)
                        .viewer(id * 7 % 12)
                        .startedAt(STARTED_AT.plus(Duration.ofMinutes(random.nextInt(600))))
                        .consentGrantedAt(grantedAt(id))
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
