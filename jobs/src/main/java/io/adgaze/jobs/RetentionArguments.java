package io.adgaze.jobs;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** How long the job waits for sessions, and remembers them. */
final class RetentionArguments {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionArguments.class);

    private static final String MANIFEST_TIMEOUT = "--manifest-timeout";
    private static final String SESSION_RETENTION = "--session-retention";
    private static final String AD_RETENTION = "--ad-retention";

    @Option(
            names = MANIFEST_TIMEOUT,
            defaultValue = "1 h",
            paramLabel = "DURATION",
            description = "How long a recording may lie without a manifest before it is rejected.")
    private Duration manifestTimeout;

    @Option(
            names = SESSION_RETENTION,
            defaultValue = "30 d",
            paramLabel = "DURATION",
            description = "How long a session is remembered, to tell duplicates.")
    private Duration sessionRetention;

    @Option(
            names = AD_RETENTION,
            defaultValue = "90 d",
            paramLabel = "DURATION",
            description = "How long a session counts toward its ad's figures.")
    private Duration adRetention;

    // Their names in 0.1.0, for one more release.

    @Option(names = "--manifest-patience", hidden = true)
    private Duration manifestPatience;

    @Option(names = "--session-memory", hidden = true)
    private Duration sessionMemory;

    @Option(names = "--ad-memory", hidden = true)
    private Duration adMemory;

    void check() {
        OptionChecks.requirePositive(SESSION_RETENTION, sessionRetention.toMillis());
        OptionChecks.requirePositive(AD_RETENTION, adRetention.toMillis());
    }

    /** Before the check: what was given by an old name is taken over. */
    void takeOldNames() {
        if (manifestPatience != null) {
            warn("--manifest-patience", MANIFEST_TIMEOUT);
            manifestTimeout = manifestPatience;
        }
        if (sessionMemory != null) {
            warn("--session-memory", SESSION_RETENTION);
            sessionRetention = sessionMemory;
        }
        if (adMemory != null) {
            warn("--ad-memory", AD_RETENTION);
            adRetention = adMemory;
        }
    }

    private static void warn(String oldName, String newName) {
        LOG.warn("{} is now {}; the old name will be gone in the next release.", oldName, newName);
    }

    Duration manifestTimeout() {
        return manifestTimeout;
    }

    Duration sessionRetention() {
        return sessionRetention;
    }

    Duration adRetention() {
        return adRetention;
    }
}
