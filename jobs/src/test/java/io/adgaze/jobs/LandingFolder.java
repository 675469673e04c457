package io.adgaze.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/** A landing folder and an ads folder that a test fills, in the contract's layout. */
public final class LandingFolder {

    public static final String AD_ID = "a-demo";

    /** How many sample sessions there are. */
    public static final int SAMPLES = 4;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;

    private LandingFolder(Path root) {
        this.root = root;
    }

    /** An empty landing folder in {@code root}, beside the samples' ad. */
    public static LandingFolder withDemoAd(Path root) {
        LandingFolder folder = new LandingFolder(root);
        folder.landAd(AD_ID);
        folder.mkdir(folder.landing());
        return folder;
    }

    public Path landing() {
        return root.resolve("landing");
    }

    public Path ads() {
        return root.resolve("ads");
    }

    /** Puts the samples' ad under an ad id. */
    void landAd(String adId) {
        put(ads().resolve(adId + ".mp4"), sampleAd());
    }

    /** Lands sample {@code s-demo-<number>} under a session id of its own. */
    public void landSample(int number, String sessionId) {
        landSample(number, sessionId, manifest -> {});
    }

    /** Likewise, with a manifest that {@code edit} has changed. */
    void landSample(int number, String sessionId, Consumer<ObjectNode> edit) {
        land(sessionId, sampleRecording(number));
        ObjectNode manifest = sampleManifest(number, sessionId);
        edit.accept(manifest);
        land(sessionId, manifest);
    }

    /** Lands the first {@code ms} of a sample, played from its start; without calibration. */
    void landClip(int number, String sessionId, long ms) throws Exception {
        land(sessionId, Clips.ofSample(number, ms));
        land(sessionId, clipManifest(number, sessionId, ms));
    }

    /** Likewise, of a viewer who consented at {@code grantedAt}. */
    void landClip(int number, String sessionId, long ms, String viewer, Instant grantedAt)
            throws Exception {
        ObjectNode manifest = clipManifest(number, sessionId, ms).put("viewer_key", viewer);
        ((ObjectNode) manifest.path("consent")).put("granted_at", grantedAt.toString());
        land(sessionId, Clips.ofSample(number, ms));
        land(sessionId, manifest);
    }

    /** Lands a viewer's withdrawal of all that was consented to before {@code requestedAt}. */
    void withdraw(String id, String viewer, Instant requestedAt) {
        String withdrawal =
                "{\"version\": 1, \"withdrawal_id\": \"%s\", \"viewer_key\": \"%s\", \"requested_at\": \"%s\"}"
                        .formatted(id, viewer, requestedAt);
        Path file = root.resolve("withdrawals/viewer_key=" + viewer).resolve(id + ".json");
        put(file, withdrawal.getBytes(UTF_8));
    }

    /** Lands a recording as {@code webcam.webm}, without a manifest. */
    void land(String sessionId, byte[] recording) {
        put(session(sessionId).resolve("webcam.webm"), recording);
    }

    /** Lands a manifest. */
    void land(String sessionId, ObjectNode manifest) {
        put(session(sessionId).resolve("manifest.json"), manifest.toString().getBytes(UTF_8));
    }

    Path session(String sessionId) {
        return session(AD_ID, sessionId);
    }

    Path session(String adId, String sessionId) {
        return landing().resolve("ad_id=" + adId).resolve("session=" + sessionId);
    }

    /** The manifest of sample {@code s-demo-<number>} under other ids. */
    public static ObjectNode sampleManifest(int number, String sessionId) {
        try {
            byte[] json = sample("sessions/s-demo-" + number + "/manifest.json");
            ObjectNode manifest = (ObjectNode) JSON.readTree(json);
            manifest.put("session_id", sessionId);
            manifest.put("viewer_key", "v-" + sessionId);
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The manifest of a sample's first {@code ms}. */
    public static ObjectNode clipManifest(int number, String sessionId, long ms) {
        ObjectNode manifest = sampleManifest(number, sessionId);
        manifest.remove("calibration");
        ArrayNode events = manifest.putArray("player_events");
        events.addObject().put("recording_ms", 0).put("ad_ms", 0).put("event", "play");
        events.addObject().put("recording_ms", ms).put("ad_ms", ms).put("event", "ended");
        return manifest;
    }

    /** The recording of sample {@code s-demo-<number>}. */
    public static byte[] sampleRecording(int number) {
        return sample("sessions/s-demo-" + number + "/webcam.webm");
    }

    /** The samples' ad. */
    public static byte[] sampleAd() {
        return sample("ads/" + AD_ID + ".mp4");
    }

    static byte[] sample(String name) {
        try (InputStream in = LandingFolder.class.getResourceAsStream("/samples/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void mkdir(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
