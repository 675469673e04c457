package io.adgaze.jobs.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A generated session among the demo's samples, as one of several viewers.
 *
 * @param recording the sample's name
 * @param viewer which of the viewers that share the recording
 */
record SampleSession(String recording, int viewer) {

    /** The ad that the samples were generated for. */
    static final String AD_ID = "a-demo";

    private static final List<String> RECORDINGS =
            List.of("s-demo-1", "s-demo-2", "s-demo-3", "s-demo-4");

    /** So many that the default minimum of viewers is reached. */
    private static final int VIEWERS_A_RECORDING = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<SampleSession> all() {
        return IntStream.rangeClosed(1, VIEWERS_A_RECORDING)
                .boxed()
                .flatMap(SampleSession::viewersNumber)
                .toList();
    }

    private static Stream<SampleSession> viewersNumber(int viewer) {
        return RECORDINGS.stream().map(recording -> new SampleSession(recording, viewer));
    }

    String sessionId() {
        return recording + "-" + viewer;
    }

    byte[] video() {
        return read("sessions/" + recording + "/webcam.webm");
    }

    /** The sample's manifest, under this viewer's ids. */
    byte[] manifest() {
        try {
            ObjectNode manifest =
                    (ObjectNode) JSON.readTree(read("sessions/" + recording + "/manifest.json"));
            manifest.put("session_id", sessionId());
            manifest.put("viewer_key", "v" + sessionId());
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] adVideo() {
        return read("ads/" + AD_ID + ".mp4");
    }

    private static byte[] read(String sample) {
        try (InputStream in = SampleSession.class.getResourceAsStream("/samples/" + sample)) {
            if (in == null) {
                throw new IllegalStateException("The samples lack " + sample + ".");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
