package io.adgaze.operators.seconds;

import io.adgaze.records.FixationRow;
import io.adgaze.records.Session;
import io.adgaze.records.Versions;
import java.util.List;
import java.util.stream.IntStream;

/** A session's rows of {@code fixations}. */
final class FixationRows {

    private FixationRows() {}

    /**
     * @param fixations all of the session's, by time
     * @param gazeErrorNorm the session's
     */
    static List<FixationRow> rows(Session session, List<Fixation> fixations, float gazeErrorNorm) {
        return IntStream.range(0, fixations.size())
                .mapToObj(n -> row(session, n, fixations.get(n), gazeErrorNorm))
                .toList();
    }

    private static FixationRow row(
            Session session, int fixationN, Fixation fixation, float gazeErrorNorm) {
        return new FixationRow(
                session.dt(),
                session.sessionId(),
                session.viewerKey(),
                session.adId(),
                fixationN,
                fixation.adMs(),
                fixation.recordingMs(),
                fixation.durationMs(),
                fixation.xNorm(),
                fixation.yNorm(),
                fixation.dispersionNorm(),
                gazeErrorNorm,
                Versions.METRIC,
                Versions.MODEL);
    }
}
