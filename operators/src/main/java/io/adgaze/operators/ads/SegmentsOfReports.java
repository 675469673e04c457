package io.adgaze.operators.ads;

import io.adgaze.records.AdReport;
import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Gives reports the segments' rows that may be published with them. Keeps the last, in state. */
final class SegmentsOfReports {

    private final ValueState<PublishedSegments> last;
    private final int minViewers;

    SegmentsOfReports(RuntimeContext context, int minViewers) {
        this.last =
                context.getState(
                        new ValueStateDescriptor<>(
                                "segments", TypeInformation.of(PublishedSegments.class)));
        this.minViewers = minViewers;
    }

    /** The report with its own rows, whatever the last ones were. */
    AdReport ofLast(AdReport report) throws IOException {
        last.update(PublishedSegments.of(report.segments()));
        return report;
    }

    /** Rows follow the last ones only where no difference gives a few viewers away. */
    AdReport ofLive(AdReport report) throws IOException {
        PublishedSegments before = last.value();
        if (before == null || before.mayBeFollowedBy(report.segments(), minViewers)) {
            return ofLast(report);
        }
        last.update(before.stale());
        return report.withSegments(before.rows());
    }

    /** Whether the last report has older rows than its own. */
    boolean areStale() throws IOException {
        PublishedSegments published = last.value();
        return published != null && published.areStale();
    }

    void clear() {
        last.clear();
    }
}
