package io.adgaze.jobs.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A JobManager's REST interface, as an operator uses it. */
final class FlinkRest {

    /** Far above what anything waited for takes on a busy machine. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(1);
    private static final String BOUNDARY = "adgaze-boundary";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;

    FlinkRest(int port) {
        this.base = URI.create("http://" + Ports.HOST + ":" + port);
    }

    /** Waits until the cluster is up and has so many slots to give. */
    void awaitSlots(int slots) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> get("/overview").path("slots-available").asInt() >= slots);
    }

    /** Uploads a jar; its id. */
    String upload(Path jar) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\nContent-Type: application/x-java-archive\r\n\r\n"
                        .formatted(BOUNDARY, jar.getFileName());
        body.write(head.getBytes(UTF_8));
        body.write(Files.readAllBytes(jar));
        body.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        HttpRequest.Builder request =
                to("/jars/upload")
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()));
        String file = send(request).path("filename").asText();
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** Runs an uploaded jar from nothing; the job's id. */
    String run(String jarId, int parallelism, List<String> arguments)
            throws IOException, InterruptedException {
        return run(jarId, runBody(parallelism, arguments));
    }

    /** Runs an uploaded jar where a savepoint or checkpoint left off; the job's id. */
    String resume(String jarId, int parallelism, List<String> arguments, String savepoint)
            throws IOException, InterruptedException {
        return run(jarId, runBody(parallelism, arguments).put("savepointPath", savepoint));
    }

    /**
     * Runs an uploaded jar with settings of its own over the cluster's.
     *
     * @return what the cluster answers, which refuses it
     */
    String refusal(String jarId, List<String> arguments, Map<String, String> settings)
            throws InterruptedException {
        ObjectNode body = runBody(1, arguments);
        body.set("flinkConfiguration", JSON.valueToTree(settings));
        try {
            return "The job was taken: " + run(jarId, body);
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private String run(String jarId, ObjectNode body) throws IOException, InterruptedException {
        return post("/jars/" + jarId + "/run", body).path("jobid").asText();
    }

    private static ObjectNode runBody(int parallelism, List<String> arguments) {
        ObjectNode body = JSON.createObjectNode().put("parallelism", parallelism);
        arguments.forEach(body.putArray("programArgsList")::add);
        return body;
    }

    /** RUNNING, RESTARTING, FINISHED, … */
    String status(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job).path("state").asText();
    }

    /** Waits until each task of a job runs. */
    void awaitRunning(String job) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> allTasksRun(job));
    }

    private boolean allTasksRun(String job) throws IOException, InterruptedException {
        JsonNode details = get("/jobs/" + job);
        int running = details.at("/status-counts/RUNNING").asInt();
        return details.path("state").asText().equals("RUNNING")
                && running == details.path("vertices").size();
    }

    void awaitStatus(String job, String status) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(
                        () -> {
                            if (!status(job).equals(status)) {
                                throw new AssertionError(
                                        "job is " + status(job) + ", not " + status);
                            }
                        });
    }

    /** When a job last began to restart, in epoch ms; 0 when it never did. */
    long lastRestart(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job).at("/timestamps/RESTARTING").asLong();
    }

    JsonNode checkpoints(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job + "/checkpoints");
    }

    /** Waits for a checkpoint that begins after this call. */
    void awaitCheckpoint(String job) {
        long now = System.currentTimeMillis();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () ->
                                checkpoints(job).at("/latest/completed/trigger_timestamp").asLong()
                                        > now);
    }

    /** Asks for a checkpoint at once, and tells whether one is under way. */
    boolean isInTriggeredCheckpoint(String job) throws IOException, InterruptedException {
        post("/jobs/" + job + "/checkpoints", JSON.createObjectNode());
        return checkpoints(job).at("/counts/in_progress").asInt() > 0;
    }

    /** What the job's operators have counted since it last started. */
    long counter(String job, String name) throws IOException, InterruptedException {
        for (JsonNode counter :
                get("/jobs/" + job + "/accumulators").path("user-task-accumulators")) {
            if (counter.path("name").asText().equals(name)) {
                return counter.path("value").asLong();
            }
        }
        return 0;
    }

    /** The resource id of the TaskManager that runs subtask 0 of the task so named, in part. */
    String taskManagerOf(String job, String task) throws IOException, InterruptedException {
        for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
            if (vertex.path("name").asText().contains(task)) {
                JsonNode subtasks =
                        get("/jobs/" + job + "/vertices/" + vertex.path("id").asText())
                                .path("subtasks");
                return subtasks.path(0).path("taskmanager-id").asText();
            }
        }
        throw new IllegalArgumentException("no task is called " + task);
    }

    /** Why a job failed: its exceptions, as JSON. */
    String failure(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job + "/exceptions").toString();
    }

    void cancel(String job) throws IOException, InterruptedException {
        send(to("/jobs/" + job + "?mode=cancel").method("PATCH", BodyPublishers.noBody()));
        awaitStatus(job, "CANCELED");
    }

    void cancelAll() throws IOException, InterruptedException {
        for (JsonNode job : get("/jobs").path("jobs")) {
            if (!ENDED.contains(job.path("status").asText())) {
                cancel(job.path("id").asText());
            }
        }
    }

    /** Stops a job in the midst of its work; its savepoint. */
    String stop(String job) throws IOException, InterruptedException {
        return stop(job, false);
    }

    /** Ends a job's input: it finishes what it has begun. */
    void drain(String job) throws IOException, InterruptedException {
        stop(job, true);
        awaitStatus(job, "FINISHED");
    }

    private String stop(String job, boolean drain) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("drain", drain);
        String request = post("/jobs/" + job + "/stop", body).path("request-id").asText();
        String at = "/jobs/" + job + "/savepoints/" + request;
        JsonNode done =
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(
                                () -> get(at),
                                answer -> answer.at("/status/id").asText().equals("COMPLETED"));
        if (done.path("operation").has("failure-cause")) {
            throw new IOException("The savepoint failed: " + done.path("operation"));
        }
        return done.at("/operation/location").asText();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(to(path).GET());
    }

    private JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
        return send(
                to(path).header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(REQUEST_TIMEOUT);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(response.statusCode() + ": " + response.body());
        }
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }
}
