package io.adgaze.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser without a screen: cookies, forms and the studio's requests; redirects are not followed.
 */
public final class TestBrowser {

    private static final JsonMapper JSON = new JsonMapper();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String origin;
    private HttpResponse<String> last;

    public TestBrowser(String origin) {
        this.origin = origin;
    }

    public TestBrowser get(String path) {
        return send(HttpRequest.newBuilder(at(path)).GET());
    }

    /** Follows redirects within the origin to a page. */
    public TestBrowser follow() {
        while (last.statusCode() / 100 == 3) {
            get(location());
        }
        return this;
    }

    /** Fills in the page's form that posts to {@code action}, and sends it. */
    public TestBrowser submit(String action, String... fields) {
        Element form = page().selectFirst("form[action='" + action + "']");
        if (form == null) {
            throw new AssertionError("No form posts to " + action + " in:\n" + last.body());
        }
        StringBuilder body = new StringBuilder();
        form.select("input[type=hidden]")
                .forEach(hidden -> add(body, hidden.attr("name"), hidden.attr("value")));
        for (int i = 0; i < fields.length; i += 2) {
            add(body, fields[i], fields[i + 1]);
        }
        return post(action, body.toString());
    }

    public TestBrowser post(String path, String form) {
        return send(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    /** Fills in the page's form that takes a file, and sends it. */
    public TestBrowser upload(String action, Path file, String... fields) throws IOException {
        String boundary = "----" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Element form = page().selectFirst("form[action='" + action + "']");
        for (Element hidden : form.select("input[type=hidden]")) {
            part(body, boundary, hidden.attr("name"), hidden.attr("value"));
        }
        for (int i = 0; i < fields.length; i += 2) {
            part(body, boundary, fields[i], fields[i + 1]);
        }
        write(
                body,
                "--%s\r\nContent-Disposition: form-data; name=\"ad\"; filename=\"ad.mp4\"\r\n\r\n"
                        .formatted(boundary));
        body.write(Files.readAllBytes(file));
        write(body, "\r\n--" + boundary + "--\r\n");
        return send(
                HttpRequest.newBuilder(at(action))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void part(ByteArrayOutputStream body, String boundary, String name, String value)
            throws IOException {
        write(
                body,
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(boundary, name, value));
    }

    private static void write(ByteArrayOutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As the studio asks, with the token of the page that was read last. */
    public TestBrowser call(String token, String path, String json, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/json")
                        .header("X-CSRF-TOKEN", token)
                        .POST(BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Any request with a body, with the token of a page. */
    public TestBrowser send(String method, String path, String token, String type, String body) {
        return send(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", type)
                        .header("X-CSRF-TOKEN", token)
                        // One call asks for it, and all others do not look.
                        .header("Idempotency-Key", "k")
                        .method(method, BodyPublishers.ofString(body)));
    }

    /** Sends bytes where a signed request says. */
    public HttpResponse<String> put(JsonNode signed, byte[] bytes) throws Exception {
        return put(URI.create(origin).resolve(signed.get("url").asString()), signed, bytes);
    }

    private HttpResponse<String> put(URI url, JsonNode signed, byte[] bytes) throws Exception {
        BodyPublisher body = BodyPublishers.ofByteArray(bytes);
        HttpRequest.Builder request = HttpRequest.newBuilder(url).PUT(body);
        for (Map.Entry<String, JsonNode> header : signed.get("headers").properties()) {
            request.header(header.getKey(), header.getValue().asString());
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private TestBrowser send(HttpRequest.Builder request) {
        try {
            last = http.send(request.build(), BodyHandlers.ofString());
            return this;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public int status() {
        return last.statusCode();
    }

    public String header(String name) {
        return last.headers().firstValue(name).orElse(null);
    }

    public String body() {
        return last.body();
    }

    public String location() {
        String location = header("Location");
        return location.startsWith(origin) ? location.substring(origin.length()) : location;
    }

    public Document page() {
        return Jsoup.parse(last.body());
    }

    public JsonNode json() {
        return JSON.readTree(last.body());
    }

    /** The value of a cookie; null where there is none. */
    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse(null);
    }

    /** The studio's token. */
    public String token() {
        return page().selectFirst("meta[name=csrf-token]").attr("content");
    }

    private URI at(String path) {
        return URI.create(path.startsWith("http") ? path : origin + path);
    }

    private static void add(StringBuilder body, String name, String value) {
        body.append(body.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
