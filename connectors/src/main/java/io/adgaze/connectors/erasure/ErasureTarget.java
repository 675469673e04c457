package io.adgaze.connectors.erasure;

import io.adgaze.records.VisibleText;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An object to be looked through.
 *
 * @param table the table that it is a file of; null for a manifest
 * @param uri where it lies
 */
public record ErasureTarget(@Nullable String table, String uri) {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureTarget.class);

    /** What is done with a target. */
    interface Work {
        void run() throws IOException;
    }

    /**
     * Does something with it. What its content fails by is told and passed over: no object may keep
     * others from being erased, and the next run comes to it again.
     *
     * @return false where it failed
     * @throws IOException when the store is at fault, and trying again may help
     */
    boolean tryTo(Work work) throws IOException {
        try {
            work.run();
            return true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            // What Parquet says may quote what is in the file.
            LOG.warn(
                    "{} cannot be looked into ({}), and no receipt is written. If it is no file of"
                            + " Adgaze's, move it away; the next run tries again",
                    VisibleText.of(uri),
                    e.getClass().getSimpleName());
            return false;
        }
    }
}
