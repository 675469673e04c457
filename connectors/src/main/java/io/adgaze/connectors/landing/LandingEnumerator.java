package io.adgaze.connectors.landing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.core.fs.Path;

/**
 * Lists every object under the landing prefix.
 *
 * <p>While nothing has landed the prefix does not exist, as S3 has no folders: a job that waits for
 * sessions goes on waiting, a job over what has landed says that there is nothing.
 */
final class LandingEnumerator extends NonSplittingRecursiveEnumerator {

    private final boolean mayBeEmpty;

    private LandingEnumerator(boolean mayBeEmpty) {
        super(path -> true);
        this.mayBeEmpty = mayBeEmpty;
    }

    /** For a job that waits for what lands. */
    static LandingEnumerator waiting() {
        return new LandingEnumerator(true);
    }

    /** For a job over what has landed. */
    static LandingEnumerator once() {
        return new LandingEnumerator(false);
    }

    @Override
    public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minSplits)
            throws IOException {
        try {
            return super.enumerateSplits(paths, minSplits);
        } catch (FileNotFoundException nothing) {
            if (mayBeEmpty) {
                return List.of();
            }
            throw new IOException(
                    "Nothing has landed under "
                            + paths[0]
                            + ". Check --landing: it is the folder or prefix that holds"
                            + " ad_id=<ad_id>/session=<session_id>/.",
                    nothing);
        }
    }
}
