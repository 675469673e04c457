package io.adgaze.operators.ads;

import io.adgaze.operators.ads.sums.AdSums;
import io.adgaze.operators.ads.sums.BlockMerge;
import io.adgaze.operators.ads.sums.Delta;
import io.adgaze.operators.ads.sums.Segment;
import io.adgaze.operators.ads.sums.Showing;
import io.adgaze.operators.ads.sums.WrittenSums;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** What an ad's viewers add up to, in state. */
final class KeptSums {

    private final MapState<Integer, WrittenSums> blocks;
    private final Counts<Showing> showings;
    private final Counts<String> campaigns;
    private final BlockMerge merge = new BlockMerge();

    KeptSums(RuntimeContext context) {
        blocks =
                context.getMapState(
                        new MapStateDescriptor<>(
                                "blocks", Types.INT, TypeInformation.of(WrittenSums.class)));
        showings =
                Counts.of("showings", TypeInformation.of(Showing.class), Showing.BY_TIME, context);
        campaigns = Counts.of("campaigns", Types.STRING, Comparator.naturalOrder(), context);
    }

    void add(Delta delta) throws Exception {
        for (Map.Entry<Integer, byte[]> block : delta.blocks().entrySet()) {
            byte[] before = written(block.getKey());
            byte[] sum =
                    before == null
                            ? block.getValue()
                            : merge.merged(block.getKey(), before, block.getValue());
            if (sum.length == 0) {
                blocks.remove(block.getKey());
            } else {
                blocks.put(block.getKey(), new WrittenSums(sum));
            }
        }
        showings.add(delta.showings());
        campaigns.add(delta.campaigns());
    }

    AdSums sums() {
        return new AdSums(this::written);
    }

    long viewersN() throws Exception {
        return sums().viewers().viewersN(Segment.EVERYBODY);
    }

    /** What its sessions saw, the earliest first. */
    List<Showing> showings() throws Exception {
        return showings.inOrder();
    }

    /** That of most sessions; null without one. */
    @Nullable String campaignId() throws Exception {
        return campaigns.commonest();
    }

    void clear() {
        blocks.clear();
        showings.clear();
        campaigns.clear();
    }

    private byte @Nullable [] written(int block) throws Exception {
        WrittenSums sums = blocks.get(block);
        return sums == null ? null : sums.bytes();
    }
}
