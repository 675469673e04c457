package io.adgaze.capture.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What opens a door to whoever holds it. The database keeps its hash alone: a random secret of 256
 * bits needs no salt and no slow hash.
 *
 * @param text as it stands in a link
 */
public record Secret(String text) {

    /** What is stored of it, 32 bytes. */
    public byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Kept out of logs. */
    @Override
    public String toString() {
        return "Secret";
    }
}
