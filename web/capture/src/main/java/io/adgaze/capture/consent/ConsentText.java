package io.adgaze.capture.consent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a viewer is told before they agree, word for word.
 *
 * @param version of the wording, such as {@code 2026-11}
 * @param language ISO 639-1
 * @param sections in the order in which they are shown
 */
public record ConsentText(String version, String language, List<Section> sections) {

    /** A heading, and what stands below it. */
    public record Section(String heading, List<String> paragraphs) {}

    /** As plain text, which is what is hashed, stored and downloaded. */
    public String body() {
        StringBuilder body = new StringBuilder();
        for (Section section : sections) {
            body.append(section.heading()).append('\n');
            section.paragraphs().forEach(paragraph -> body.append(paragraph).append('\n'));
            body.append('\n');
        }
        return body.toString();
    }

    /** SHA-256 of {@link #body} in UTF-8, in hexadecimal. */
    public String sha256() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(body().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
