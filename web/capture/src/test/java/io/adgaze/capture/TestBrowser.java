package io.adgaze.capture;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String origin;
    private HttpResponse<String> last;

    TestBrowser(String origin) {
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
