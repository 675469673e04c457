package io.adgaze.jobs;

import io.adgaze.records.FixationRow;
import io.adgaze.records.FrameRow;
import io.adgaze.records.Rejection;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** What operators say beside their main output. */
final class SideOutputs {

    static final OutputTag<Rejection> REJECTIONS =
            new OutputTag<>("rejections", TypeInformation.of(Rejection.class));

    static final OutputTag<FixationRow> FIXATIONS =
            new OutputTag<>("fixations", TypeInformation.of(FixationRow.class));

    static final OutputTag<FrameRow> FRAMES =
            new OutputTag<>("frames", TypeInformation.of(FrameRow.class));

    private SideOutputs() {}
}
