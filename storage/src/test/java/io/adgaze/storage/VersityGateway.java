package io.adgaze.storage;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Versity S3 Gateway, which {@code docker-compose.yml} runs, where it is on this machine
 * ({@code $ADGAZE_VERSITYGW}, or {@code versitygw} on the path); over a folder.
 */
final class VersityGateway implements AutoCloseable {

    private static final String ACCESS_KEY = "root";
    private static final String SECRET_KEY = "root-secret";
    private static final String REGION = "us-east-1";

    private final Path folder;
    private final int port;
    private final Process process;

    private VersityGateway(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static Optional<Path> find() {
        Stream<Path> onPath =
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, "versitygw"));
        return Stream.concat(
                        Stream.ofNullable(System.getenv("ADGAZE_VERSITYGW")).map(Path::of), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static VersityGateway start(Path program, Path folder) throws IOException {
        Path objects = Files.createDirectories(folder.resolve("objects"));
        int port = freePort();
        Process process =
                new ProcessBuilder(
                                program.toString(),
                                "--port=127.0.0.1:" + port,
                                "--access=" + ACCESS_KEY,
                                "--secret=" + SECRET_KEY,
                                "--region=" + REGION,
                                "--quiet",
                                "posix",
                                objects.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        VersityGateway gateway = new VersityGateway(objects, port, process);
        await().atMost(Duration.ofMinutes(1)).until(gateway::isOpen);
        return gateway;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private boolean isOpen() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** A bucket is a folder. */
    void createBucket(String name) throws IOException {
        Files.createDirectory(folder.resolve(name));
    }

    S3Settings settings() {
        return S3Settings.of(
                Map.of(
                        "s3.endpoint", "http://127.0.0.1:" + port,
                        "s3.region", REGION,
                        "s3.path-style-access", "true",
                        "s3.access-key", ACCESS_KEY,
                        "s3.secret-key", SECRET_KEY));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
