package io.adgaze.capture.serve;

import io.adgaze.capture.CaptureApplication;
import io.adgaze.storage.embedded.EmbeddedS3;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Everything on one machine: PostgreSQL, an S3 endpoint with signed requests, the job in a process
 * of its own, and the server. Prints an invitation, and runs until Ctrl-C.
 *
 * <p>The only argument is a folder for all data, which is kept; the bucket is a folder in it. The
 * job begins anew with each run, and so do its tables.
 */
public final class Serve {

    static final String BUCKET = "adgaze";
    static final String S3 = "s3://" + BUCKET;

    /** Browsers give a camera to no other address without TLS. */
    private static final String LOOPBACK = "127.0.0.1";

    private static final int FAILED = 1;
    private static final int CANNOT_SERVE = 2;

    /** By SIGINT, which a terminal sends to the job too, and by SIGTERM. */
    private static final Set<Integer> STOPPED = Set.of(130, 143);

    private Serve() {}

    public static void main(String[] args) {
        try {
            int port = Integer.getInteger("adgaze.port", 8090);
            requireFree(port);
            Path home = Path.of(args.length > 0 ? args[0] : "target/serve").toAbsolutePath();
            System.exit(serve(TrialHome.claim(home), port));
        } catch (CannotServeException e) {
            System.err.println(e.getMessage());
            System.exit(CANNOT_SERVE);
        } catch (Exception e) {
            e.printStackTrace();
            // The store's threads would go on.
            System.exit(FAILED);
        }
    }

    /** Ends with the job, which runs until it is stopped; its exit status. */
    private static int serve(TrialHome claimed, int port) throws Exception {
        Path home = claimed.folder();
        EmbeddedS3 store = EmbeddedS3.startForBrowsers(home.resolve("s3"));
        store.createBucket(BUCKET);
        ConfigurableApplicationContext server = startServer(home, port, store);
        String invitation = TrialStudy.in(server).invitation();
        JobProcess job = JobProcess.start(home, store.properties());
        Runtime.getRuntime().addShutdownHook(new Thread(job::close));
        System.out.printf(
                """

                Open the invitation in a browser with a webcam:

                    %s

                What is measured lies under %s,
                the job's log in %s. Ctrl-C ends all of it.

                """,
                invitation, home.resolve("s3/adgaze/output"), job.log());
        int exit = job.join();
        if (!STOPPED.contains(exit)) {
            System.err.printf("The job ended with %d: %s%n", exit, job.log());
        }
        return exit;
    }

    private static void requireFree(int port) throws CannotServeException {
        try (ServerSocket tried = new ServerSocket()) {
            // A port of which only closed connections are left is free to a server.
            tried.setReuseAddress(true);
            tried.bind(new InetSocketAddress(LOOPBACK, port));
        } catch (IOException e) {
            throw new CannotServeException(
                    "Port %d is taken (%s): end what listens there, or choose another with -Dadgaze.port=PORT"
                            .formatted(port, e.getMessage()));
        }
    }

    private static ConfigurableApplicationContext startServer(
            Path home, int port, EmbeddedS3 store) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.address", LOOPBACK);
        settings.put("server.port", port);
        settings.put("adgaze.home", home.toString());
        settings.put("adgaze.landing", S3 + "/sessions");
        settings.put("adgaze.ads", S3 + "/ads");
        settings.put("adgaze.withdrawals", S3 + "/withdrawals");
        settings.put("adgaze.output", S3 + "/output");
        settings.put("adgaze.trial", "true");
        store.properties()
                .forEach(
                        (key, value) ->
                                settings.put("adgaze.s3." + key.substring("s3.".length()), value));
        SpringApplication application = new SpringApplication(CaptureApplication.class);
        return application.run(
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }
}
