package io.adgaze.jobs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Prometheus would read from a process: the text exposition format.
 *
 * @param samples each line that is no comment
 */
record Scrape(List<Sample> samples) {

    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z0-9_]+)=\"([^\"]*)\"");

    /** A name, its labels, and a value. */
    record Sample(String name, Map<String, String> labels, double value) {}

    /** Scrapes the reporter at a port of this machine. */
    static Scrape of(int port) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics")).build();
        HttpClient client = HttpClient.newHttpClient();
        String text = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return new Scrape(
                text.lines().filter(line -> !line.startsWith("#")).map(Scrape::sample).toList());
    }

    private static Sample sample(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no sample: " + line);
        }
        Map<String, String> labels = new HashMap<>();
        if (matcher.group(2) != null) {
            for (MatchResult label : LABEL.matcher(matcher.group(2)).results().toList()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        return new Sample(
                matcher.group(1),
                labels,
                Double.parseDouble(matcher.group(3).replace("Inf", "Infinity")));
    }

    Set<String> names() {
        return samples.stream().map(Sample::name).collect(Collectors.toSet());
    }

    /** The sum over the subtasks; of those samples alone that have a label's value, if any. */
    double sum(String name, Map<String, String> labels) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
                .mapToDouble(Sample::value)
                .sum();
    }

    double sum(String name) {
        return sum(name, Map.of());
    }
}
