package io.adgaze.capture.identity;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Makes ids and secrets of a cryptographic generator's bits. */
@Component
public class RandomIds {

    /** 128 bits cannot be guessed online. */
    private static final int ID_BYTES = 16;

    /** What opens a door by itself has 256. */
    private static final int SECRET_BYTES = 32;

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();

    /** An id by the contract's rule, {@code <kind>-} and 22 characters. */
    public String id(String kind) {
        return kind + "-" + text(ID_BYTES);
    }

    /** 43 characters of {@code [A-Za-z0-9_-]}. */
    public Secret secret() {
        return new Secret(text(SECRET_BYTES));
    }

    /** Any long, for orders that differ per session. */
    public long seed() {
        // A JSON number that JavaScript reads exactly.
        return random.nextLong() >>> 11;
    }

    private String text(int bytes) {
        byte[] bits = new byte[bytes];
        random.nextBytes(bits);
        return TEXT.encodeToString(bits);
    }
}
