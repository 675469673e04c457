package io.adgaze.jobs.mutations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adgaze.jobs.Clips;
import io.adgaze.jobs.LandingFolder;
import java.util.random.RandomGenerator;

/** What mutations start from: short pieces of the samples. */
final class Seeds {

    static final long CLIP_MS = 1000;

    private final byte[] webm;
    private final byte[] mp4;

    Seeds() throws Exception {
        webm = Clips.ofSample(1, CLIP_MS);
        mp4 = LandingFolder.sampleAd();
    }

    byte[] recording(Kind kind) {
        return kind == Kind.WEBM_RECORDING ? webm : mp4;
    }

    byte[] ad() {
        return mp4;
    }

    ObjectNode manifest(String sessionId) {
        return LandingFolder.clipManifest(1, sessionId, CLIP_MS);
    }

    byte[] mutatedManifest(String sessionId, RandomGenerator random) {
        ObjectNode whole = LandingFolder.sampleManifest(1, sessionId);
        return new ManifestMutation(random).of(whole);
    }
}
