package io.adgaze.jobs.mutations;

import java.util.List;
import java.util.random.RandomGenerator;

/** Puts into an object's key what paths, URLs and logs take for something else. */
final class KeyMutation {

    private static final List<String> PIECES =
            List.of(
                    "/", "//", "/./", "/../", ".", "..", ":", "%", "%2F", "%00", " ", "\\", "\"",
                    "'", "?", "#", "*", "&", "=", "+", "~", "\n", "\r", "\t", "\u0085", "\u2028",
                    "\u202e", "\u00e9", "e\u0301", "\ud83d\ude00", "_", "$folder$", "ad_id=",
                    "session=", "manifest.json", "x".repeat(300));

    private final RandomGenerator random;

    KeyMutation(RandomGenerator random) {
        this.random = random;
    }

    /** {@code key} with one to three pieces put in, or put over what is there. */
    String of(String key) {
        StringBuilder mutated = new StringBuilder(key);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(mutated.length() + 1);
            int end = Math.min(mutated.length(), at + random.nextInt(2));
            mutated.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
        }
        return mutated.toString();
    }
}
