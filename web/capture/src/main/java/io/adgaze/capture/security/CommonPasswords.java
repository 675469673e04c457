package io.adgaze.capture.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Passwords that are tried first by whoever guesses: the most frequent ones of those that leaked.
 *
 * <p>Few frequent passwords are as long as ours have to be; what people make of them is: one of
 * them, or two in a row, with digits and signs around. All that counts as common, too.
 *
 * @see <a href="https://github.com/dropbox/zxcvbn">zxcvbn</a>, whose list this is: the 10,000 most
 *     frequent of 10 million, and all longer ones
 */
final class CommonPasswords {

    private static final String LIST = "common-passwords.txt";

    /** What people here would think of. */
    private static final String OURS = "adgaze";

    private static final int LEAST_DIFFERENT = 5;

    private final Set<String> words;

    private CommonPasswords(Set<String> words) {
        this.words = words;
    }

    static CommonPasswords load() {
        Set<String> words = new HashSet<>(Set.of(OURS));
        try (BufferedReader list =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        CommonPasswords.class.getResourceAsStream(LIST)),
                                US_ASCII))) {
            list.lines().forEach(words::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CommonPasswords(Set.copyOf(words));
    }

    boolean contain(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        String core = lower.replaceAll("^[^a-z]+|[^a-z]+$", "");
        return lower.chars().distinct().count() < LEAST_DIFFERENT
                || lower.matches("[0-9]+")
                || isMadeOfWords(lower)
                || isMadeOfWords(core);
    }

    private boolean isMadeOfWords(String text) {
        return words.contains(text)
                || IntStream.range(1, text.length())
                        .anyMatch(
                                at ->
                                        words.contains(text.substring(0, at))
                                                && words.contains(text.substring(at)));
    }
}
