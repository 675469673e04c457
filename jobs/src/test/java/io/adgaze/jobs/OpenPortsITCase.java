package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.connectors.embedded.EmbeddedKafka;
import io.adgaze.storage.embedded.EmbeddedS3;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is not on this machine reaches nothing of what an embedded run or a test starts. */
class OpenPortsITCase {

    /** Of {@link EmbeddedFlink}'s range. */
    private static final int FIRST_UI_PORT = 8081;

    private static final int LAST_UI_PORT = 8180;

    @TempDir private static Path folder;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Set<InetSocketAddress> before;
    private static EmbeddedS3 s3;
    private static EmbeddedKafka kafka;
    private static JobClient job;
    private static Set<InetSocketAddress> opened;

    @BeforeAll
    static void startAllThatIsEmbedded() throws Exception {
        before = ListeningSockets.ofThisProcess();
        s3 = EmbeddedS3.start(folder.resolve("s3"));
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        StreamExecutionEnvironment env =
                EmbeddedFlink.environment(EmbeddedFlink.configuration(Map.of()));
        String[] options = {
            "--landing=" + folder.resolve("landing"),
            "--ads=" + folder.resolve("ads"),
            "--output=" + folder.resolve("output")
        };
        EngagementJob.define(env, EngagementOptions.parse(options).orElseThrow());
        job = env.executeAsync(EngagementJob.NAME);
        opened = new HashSet<>(ListeningSockets.ofThisProcess());
        opened.removeAll(before);
    }

    @AfterAll
    static void close() throws Exception {
        job.cancel().get();
        kafka.close();
        s3.close();
    }

    @Test
    void allAreOnLoopback() {
        int brokerAndController = 2;
        int s3AndFlink = 2;

        assertThat(opened)
                .hasSizeGreaterThanOrEqualTo(brokerAndController + s3AndFlink)
                .allMatch(socket -> socket.getAddress().isLoopbackAddress());
    }

    @Test
    void aSocketForAllIsSeen() throws IOException {
        try (ServerSocket open = new ServerSocket(0)) {
            assertThat(ListeningSockets.ofThisProcess())
                    .filteredOn(socket -> socket.getPort() == open.getLocalPort())
                    .singleElement()
                    .matches(socket -> socket.getAddress().isAnyLocalAddress());
        }
    }

    @Test
    void noJarCanBeSentToTheWebInterface() throws Exception {
        URI ui = webInterface();

        assertThat(get(ui.resolve("/overview")).statusCode()).isEqualTo(200);
        assertThat(get(ui.resolve("/config")).body()).contains("\"web-submit\":false");
        assertThat(get(ui.resolve("/jars")).statusCode()).isEqualTo(404);
        HttpRequest upload =
                HttpRequest.newBuilder(ui.resolve("/jars/upload"))
                        .POST(HttpRequest.BodyPublishers.ofString("a jar"))
                        .build();
        assertThat(HTTP.send(upload, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(404);
    }

    private static URI webInterface() {
        return opened.stream()
                .map(InetSocketAddress::getPort)
                .filter(port -> port >= FIRST_UI_PORT && port <= LAST_UI_PORT)
                .map(port -> URI.create("http://127.0.0.1:" + port))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
