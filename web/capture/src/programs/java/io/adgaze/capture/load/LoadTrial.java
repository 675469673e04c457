package io.adgaze.capture.load;

import io.adgaze.capture.operators.OperatorJourney;
import io.adgaze.capture.process.ServerProcess;
import io.adgaze.video.TestVideos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.util.FileSystemUtils;

/**
 * So many viewers at once, over so long: each goes from the invitation to the thanks in some three
 * minutes, as people do, and another takes its place. Prints how long pages and calls took, and what
 * failed. The packaged server runs in a process of its own, beside PostgreSQL and an S3 endpoint on
 * the same machine.
 *
 * <p>Arguments: viewers (200), seconds (600).
 */
public final class LoadTrial {

    private static final Duration JOURNEY = Duration.ofSeconds(180);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(30);

    private LoadTrial() {}

    public static void main(String[] args) throws Exception {
        int viewers = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        Duration length = Duration.ofSeconds(args.length > 1 ? Long.parseLong(args[1]) : 600);
        Path folder = Files.createTempDirectory("adgaze-load");
        Latencies latencies = new Latencies();
        try (ServerProcess server = ServerProcess.start(folder)) {
            String invitation = invitation(server, folder);
            System.out.printf(
                    "%d viewers at once for %d s%n", viewers, length.toSeconds());
            run(viewers, length, new LoadViewer(server, invitation, JOURNEY, latencies), latencies);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        System.out.println(latencies);
        System.exit(latencies.failures() == 0 ? 0 : 1);
    }

    private static String invitation(ServerProcess server, Path folder) throws Exception {
        OperatorJourney operator =
                OperatorJourney.begin(
                        server.browser(), server.firstOperatorLink(), "operator@example.org");
        Path ad = TestVideos.mp4(folder.resolve("ad.mp4"), TestVideos.every(40, 750));
        return operator.invite(operator.makeStudy(ad, 100_000).location());
    }

    /** Viewers come evenly over one journey's time, and all are there until the end. */
    private static void run(int viewers, Duration length, LoadViewer viewer, Latencies latencies)
            throws Exception {
        Instant end = Instant.now().plus(length);
        ExecutorService seats = Executors.newFixedThreadPool(viewers);
        List<Future<?>> taken = new ArrayList<>();
        for (int seat = 0; seat < viewers; seat++) {
            Duration comesAfter = JOURNEY.multipliedBy(seat).dividedBy(viewers);
            Random random = new Random(seat);
            taken.add(
                    seats.submit(
                            () -> {
                                TimeUnit.NANOSECONDS.sleep(comesAfter.toNanos());
                                while (Instant.now().isBefore(end.minus(JOURNEY))) {
                                    viewer.takePart(random);
                                }
                                return null;
                            }));
        }
        for (Future<?> seat : taken) {
            await(seat, latencies);
        }
        seats.shutdown();
    }

    private static void await(Future<?> seat, Latencies latencies) throws Exception {
        while (true) {
            try {
                seat.get(REPORT_EVERY.toSeconds(), TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                System.out.println(latencies.progress());
            }
        }
    }
}
