package io.adgaze.records.withdrawal;

import io.adgaze.records.Identifiers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a withdrawal lies: {@code <withdrawals>/viewer_key=<viewer_key>/<withdrawal_id>.json}.
 *
 * @param viewerKey the viewer's pseudonym, valid by {@link Identifiers}
 * @param withdrawalId the withdrawal, valid by {@link Identifiers}
 * @param uri the object
 */
public record WithdrawalPath(String viewerKey, String withdrawalId, String uri) {

    private static final Pattern WITHDRAWAL =
            Pattern.compile(".*/viewer_key=([^/]+)/([^/]+)\\.json", Pattern.DOTALL);

    /** Reads where an object lies; empty where that is no withdrawal's place, or ids are wrong. */
    public static Optional<WithdrawalPath> parse(String uri) {
        Matcher layout = WITHDRAWAL.matcher(uri);
        if (!layout.matches()
                || !Identifiers.isValid(layout.group(1))
                || !Identifiers.isValid(layout.group(2))) {
            return Optional.empty();
        }
        return Optional.of(new WithdrawalPath(layout.group(1), layout.group(2), uri));
    }
}
