package io.adgaze.capture.serve;

import io.adgaze.capture.CaptureApplication;
import io.adgaze.storage.embedded.EmbeddedS3;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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

    private Serve() {}

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args.length > 0 ? args[0] : "target/serve").toAbsolutePath();
        EmbeddedS3 store = EmbeddedS3.startForBrowsers(home.resolve("s3"));
        store.createBucket(BUCKET);
        ConfigurableApplicationContext server = startServer(home, store);
        String invitation = TrialStudy.in(server).invitation();
        JobProcess job = JobProcess.start(home, store.properties());
        Runtime.getRuntime().addShutdownHook(new Thread(job::stop));
        System.out.printf(
                """

                Open the invitation in a browser with a webcam:

                    %s

                What is measured lies under %s,
                the job's log in %s. Ctrl-C ends all of it.

                """,
                invitation, home.resolve("s3/adgaze/output"), job.log());
        job.join();
    }

    private static ConfigurableApplicationContext startServer(Path home, EmbeddedS3 store) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.address", LOOPBACK);
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
        application.setDefaultProperties(settings);
        return application.run(
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }
}
