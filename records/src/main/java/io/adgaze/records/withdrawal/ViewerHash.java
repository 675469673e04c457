package io.adgaze.records.withdrawal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is kept of a viewer who has withdrawn: a keyed hash (HMAC-SHA256, its first 128 bits), by
 * which the viewer is known again and from which, without the key, nobody is found. Not safe for
 * several threads.
 */
public final class ViewerHash {

    /**
     * The key's name in the configuration; ending in {@code secret}, so that Flink masks it. The
     * same for as long as withdrawals are remembered.
     */
    public static final String SECRET = "adgaze.withdrawals.secret";

    /** Its name in the environment of each TaskManager. */
    public static final String ENVIRONMENT = "ADGAZE_WITHDRAWALS_SECRET";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HASH_BYTES = 16;

    /** What is hashed to tell one key from another; no viewer's key, which has no blanks. */
    private static final String LABEL = "adgaze withdrawals secret";

    private static final int FINGERPRINT_BYTES = 8;

    /** Known to everybody: only for those who try Adgaze. */
    private static final String NO_SECRET = "adgaze";

    private final Mac mac;

    private ViewerHash(String secret) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has " + ALGORITHM, e);
        }
    }

    /**
     * By the key in {@code configuration}, else by that in the environment; where there is none, by
     * one that is no secret.
     */
    public static ViewerHash of(Map<String, String> configuration) {
        return new ViewerHash(
                Stream.of(configuration.get(SECRET), System.getenv(ENVIRONMENT), NO_SECRET)
                        .filter(secret -> secret != null && !secret.isBlank())
                        .findFirst()
                        .orElseThrow());
    }

    /** By the key that is none. */
    public static ViewerHash withoutSecret() {
        return new ViewerHash(NO_SECRET);
    }

    /** Whether the key is one that not everybody knows. */
    public boolean isBySecret() {
        return !fingerprint().equals(withoutSecret().fingerprint());
    }

    /**
     * The same for hashes by the same key, and telling nothing of it but that: 16 hexadecimal
     * digits.
     */
    public String fingerprint() {
        byte[] whole = mac.doFinal(LABEL.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(whole, 0, FINGERPRINT_BYTES);
    }

    /** The hash of {@code text}: 22 characters of {@code [A-Za-z0-9_-]}. */
    public String hash(String text) {
        byte[] whole = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(whole, HASH_BYTES));
    }
}
