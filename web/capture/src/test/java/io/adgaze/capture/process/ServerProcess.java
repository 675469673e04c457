package io.adgaze.capture.process;

import static org.awaitility.Awaitility.await;

import io.adgaze.capture.TestBrowser;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.embedded.EmbeddedS3;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged server in a process, on a PostgreSQL and an S3 endpoint that outlive it. Killed and
 * started again, it is at the same address.
 */
public final class ServerProcess implements AutoCloseable {

    public static final String LANDING = "s3://adgaze/sessions";

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path REPOSITORY = Path.of("../..");
    private static final Pattern MOUNTED_JAR =
            Pattern.compile("- \\./(web/capture/target/\\S+\\.jar):/opt/adgaze/capture\\.jar");
    private static final Pattern FIRST_LINK = Pattern.compile("(/operator/first/\\S+)");

    private final Path folder;
    private final EmbeddedPostgres database;
    private final EmbeddedS3 store;
    private final int port;
    private Process process;

    private ServerProcess(Path folder, EmbeddedPostgres database, EmbeddedS3 store, int port) {
        this.folder = folder;
        this.database = database;
        this.store = store;
        this.port = port;
    }

    /**
     * Starts it, and waits until it is ready.
     *
     * @param folder for all its data
     */
    public static ServerProcess start(Path folder) throws Exception {
        EmbeddedS3 store = EmbeddedS3.startForBrowsers(folder.resolve("s3"));
        store.createBucket("adgaze");
        ServerProcess server =
                new ServerProcess(
                        folder,
                        EmbeddedPostgres.builder()
                                .setDataDirectory(folder.resolve("postgres"))
                                .start(),
                        store,
                        freePort());
        server.startAgain();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** As a power cut would: at once, without a word. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public void startAgain() throws Exception {
        process =
                new ProcessBuilder(command())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                        .start();
        awaitReady();
    }

    private List<String> command() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.addAll(List.of("-jar", jar().toString()));
        command.add("--server.port=" + port);
        command.add("--adgaze.home=" + folder);
        command.add("--adgaze.landing=" + LANDING);
        command.add("--adgaze.ads=s3://adgaze/ads");
        command.add("--adgaze.withdrawals=s3://adgaze/withdrawals");
        command.add("--spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres"));
        command.add("--spring.datasource.username=postgres");
        store.properties().forEach((key, value) -> command.add("--adgaze." + key + "=" + value));
        return command;
    }

    /**
     * What {@code docker-compose.yml} mounts, so that it is there when the compose file says so.
     */
    private static Path jar() throws IOException {
        Matcher mounted =
                MOUNTED_JAR.matcher(Files.readString(REPOSITORY.resolve("docker-compose.yml")));
        if (!mounted.find()) {
            throw new IOException("docker-compose.yml mounts no server");
        }
        return REPOSITORY.resolve(mounted.group(1));
    }

    private void awaitReady() {
        await().atMost(PATIENCE)
                .failFast("The server ended: " + log(), () -> !process.isAlive())
                .until(this::ready);
    }

    private boolean ready() throws InterruptedException {
        URI readiness = URI.create(origin() + "/actuator/health/readiness");
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(readiness).build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where browsers find it, without a slash at the end. */
    public String origin() {
        return "http://localhost:" + port;
    }

    public TestBrowser browser() {
        return new TestBrowser(origin());
    }

    /** What landed. */
    public ObjectStore objects() {
        return ObjectStores.of(store.settings());
    }

    public EmbeddedPostgres database() {
        return database;
    }

    /** The path by which the first operator is made, from the log. */
    public String firstOperatorLink() {
        try {
            Matcher link = FIRST_LINK.matcher(Files.readString(log()));
            if (!link.find()) {
                throw new IllegalStateException("The server printed no link for an operator");
            }
            return link.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
        database.close();
        store.close();
    }
}
