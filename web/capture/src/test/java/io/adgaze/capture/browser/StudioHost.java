package io.adgaze.capture.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Serves the studio's own files and one session's API, so that a test may watch each request, drop
 * it, or restart the server in mid-upload.
 */
final class StudioHost implements AutoCloseable {

    private static final String SESSION = "s-1";
    private static final String API = "/api/sessions/" + SESSION;
    private static final String POLICY =
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src"
                    + " 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src"
                    + " 'self'";
    private static final Map<String, String> TYPES =
            Map.of(
                    "js", "text/javascript",
                    "mjs", "text/javascript",
                    "css", "text/css",
                    "onnx", "application/octet-stream",
                    "gz", "application/octet-stream");

    private final ObjectMapper json = new ObjectMapper();
    private final byte[] ad;
    private final Locale language;
    private final ReceivedUploads uploads;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile RequestFilter filter = request -> true;

    /** Decides whether a request gets an answer; one that gets none loses its connection. */
    interface RequestFilter {
        boolean answers(String methodAndPath);
    }

    StudioHost(Path ad, Path folder, Locale language) throws IOException {
        this.ad = Files.readAllBytes(ad);
        this.language = language;
        uploads = new ReceivedUploads(folder);
        server = start(0);
    }

    String page() {
        return "http://localhost:%d/take/%s".formatted(port(), SESSION);
    }

    ReceivedUploads uploads() {
        return uploads;
    }

    void filter(RequestFilter requests) {
        filter = requests;
    }

    /** What the server has in its store and database outlives it. */
    void restart() throws IOException {
        int port = port();
        server.stop(0);
        server = start(port);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private HttpServer start(int port) throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        started.setExecutor(threads);
        started.createContext("/", this::handle);
        started.start();
        return started;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (filter.answers(request)) {
                answer(exchange, request, body);
            }
        }
    }

    private void answer(HttpExchange exchange, String request, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/store/")) {
            String etag = uploads.put(path.substring("/store/".length()), body);
            exchange.getResponseHeaders().set("ETag", '"' + etag + '"');
            send(exchange, 200, "text/plain", new byte[0]);
        } else if (path.equals("/ad")) {
            sendAd(exchange);
        } else if (path.startsWith(API)) {
            JsonNode asked = body.length == 0 ? json.nullNode() : json.readTree(body);
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            Object answer = uploads.answer(request.replace(API, ""), asked, key);
            send(exchange, 200, "application/json", json.writeValueAsBytes(answer));
        } else if (path.equals("/take/" + SESSION)) {
            send(exchange, 200, "text/html; charset=utf-8", studio());
        } else if (path.startsWith("/thanks/")) {
            send(
                    exchange,
                    200,
                    "text/html; charset=utf-8",
                    "<h1>Thanks</h1>".getBytes(StandardCharsets.UTF_8));
        } else {
            sendStatic(exchange, path);
        }
    }

    private void sendStatic(HttpExchange exchange, String path) throws IOException {
        try (var file = getClass().getResourceAsStream("/static" + path)) {
            if (file == null) {
                send(exchange, 404, "text/plain", new byte[0]);
                return;
            }
            String extension = path.substring(path.lastIndexOf('.') + 1);
            send(exchange, 200, TYPES.getOrDefault(extension, "text/plain"), file.readAllBytes());
        }
    }

    private void sendAd(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
        byte[] rest = java.util.Arrays.copyOfRange(ad, from, ad.length);
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        if (range != null) {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            "bytes %d-%d/%d".formatted(from, ad.length - 1, ad.length));
        }
        send(exchange, range == null ? 200 : 206, "video/mp4", rest);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /** The template and the texts that the server renders. */
    private byte[] studio() {
        ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
        templates.setPrefix("templates/");
        templates.setSuffix(".html");
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename("messages");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(templates);
        engine.setTemplateEngineMessageSource(texts);
        Context model =
                new Context(
                        language,
                        Map.of("sessionId", SESSION, "_csrf", Map.of("token", "a-token")));
        return engine.process("take", model).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
