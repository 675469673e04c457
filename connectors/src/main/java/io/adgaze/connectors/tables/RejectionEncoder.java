package io.adgaze.connectors.tables;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.adgaze.records.Rejection;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.Encoder;

/** Writes a rejection as one line of JSON; {@code session_id} is null where it is not known. */
final class RejectionEncoder implements Encoder<Rejection> {

    private static final long serialVersionUID = 1L;

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public void encode(Rejection rejection, OutputStream out) throws IOException {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("key", rejection.key());
        line.put("session_id", rejection.sessionId());
        line.put("reason", rejection.reason().code());
        line.put("message", rejection.message());
        line.put("detected_at", rejection.detectedAt().toString());
        out.write(JSON.writeValueAsBytes(line));
        out.write('\n');
    }
}
