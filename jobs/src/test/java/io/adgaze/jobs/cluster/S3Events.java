package io.adgaze.jobs.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** What S3 tells of an object, for an endpoint that tells nothing itself. */
final class S3Events {

    private static final ObjectMapper JSON = new ObjectMapper();

    private S3Events() {}

    /** AWS's notification of a created object. */
    static String created(String bucket, String key, PutObjectResponse answer) {
        ObjectNode message = JSON.createObjectNode();
        ObjectNode event = message.putArray("Records").addObject();
        event.put("eventSource", "aws:s3").put("eventName", "ObjectCreated:Put");
        ObjectNode s3 = event.putObject("s3");
        s3.putObject("bucket").put("name", bucket);
        s3.putObject("object")
                .put("key", URLEncoder.encode(key, StandardCharsets.UTF_8))
                .put("eTag", answer.eTag().replace("\"", ""));
        return message.toString();
    }
}
