package io.adgaze.operators.ads;

import io.adgaze.operators.ads.sums.Delta;
import io.adgaze.records.AdReport;
import io.adgaze.records.MinimumViewers;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Gives reports the segments' rows that may be published with them. Keeps the last, in state, and
 * how many have withdrawn since, by segment.
 */
final class SegmentsOfReports {

    private final ValueState<PublishedSegments> last;
    private final Counts<String> withdrawn;
    private final MinimumViewers minimum;

    SegmentsOfReports(RuntimeContext context, int minViewers) {
        this.last =
                context.getState(
                        new ValueStateDescriptor<>(
                                "segments", TypeInformation.of(PublishedSegments.class)));
        this.withdrawn =
                Counts.of("segments-withdrawn", Types.STRING, Comparator.naturalOrder(), context);
        this.minimum = new MinimumViewers(minViewers);
    }

    /** To be told of all that changes in the ad. */
    void change(Delta delta) throws Exception {
        if (last.value() != null) {
            withdrawn.add(delta.withdrawn());
        }
    }

    /** The report with its own rows, whatever the last ones were. */
    AdReport ofLast(AdReport report) throws IOException {
        last.update(PublishedSegments.of(report.segments()));
        withdrawn.clear();
        return report;
    }

    /**
     * Rows follow the last ones only where no difference gives a few viewers away. The last ones
     * stay until then; those that a viewer is in who has withdrawn go, and there are none.
     *
     * @param othersN changes since the report before that are no withdrawals
     */
    AdReport ofLive(AdReport report, int othersN) throws Exception {
        PublishedSegments before = last.value();
        if (before == null || othersN == 0 && !before.areStale()) {
            return ofLast(report);
        }
        Map<String, Long> gone = withdrawn.all();
        if (before.mayBeFollowedBy(report.segments(), gone, minimum)) {
            return ofLast(report);
        }
        last.update(before.stale());
        return report.withSegments(gone.isEmpty() ? before.rows() : List.of());
    }

    /** Whether the last report has older rows than its own, or none. */
    boolean areStale() throws IOException {
        PublishedSegments published = last.value();
        return published != null && published.areStale();
    }

    void clear() {
        last.clear();
        withdrawn.clear();
    }
}
