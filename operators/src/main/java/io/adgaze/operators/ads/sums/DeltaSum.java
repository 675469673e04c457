package io.adgaze.operators.ads.sums;

import io.adgaze.operators.ads.sums.Block.Kind;
import io.adgaze.records.MinimumViewers;
import io.adgaze.records.density.Blur;
import io.adgaze.records.density.SliceSum;
import io.adgaze.records.density.ViewerGaze;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Adds changes up, one block after another, so that a single one is in memory unwritten. */
public final class DeltaSum {

    private static final Segment[] SEGMENTS = Segment.values();

    private final String adId;
    private final int changedN;
    private final boolean hasWithdrawals;
    private final int othersN;
    private final List<Term> terms = new ArrayList<>();
    private final Map<Integer, byte[]> blocks = new HashMap<>();
    private final Map<Showing, Long> showings = new HashMap<>();
    private final Map<String, Long> campaigns = new HashMap<>();
    private final Map<String, Long> withdrawn = new HashMap<>();
    private int secondsEnd;

    /** A contribution that is added, or taken out. */
    private record Term(Contribution contribution, int sign) {}

    private DeltaSum(String adId, List<Change> changes) {
        this.adId = adId;
        this.changedN = (int) changes.stream().filter(Change::joinsOrLeaves).count();
        this.hasWithdrawals = changes.stream().anyMatch(Change::isWithdrawal);
        this.othersN = (int) changes.stream().filter(change -> !change.isWithdrawal()).count();
        for (Change change : changes) {
            addWithdrawn(change);
            addTerm(change.before(), -1);
            addTerm(change.after(), 1);
        }
    }

    /** All of an ad's changes as one. */
    public static Delta of(String adId, List<Change> changes) {
        return new DeltaSum(adId, changes).sum();
    }

    /**
     * All of an ad's changes as one that can be taken apart where, beside withdrawals, fewer have
     * changed than {@code minimum}.
     */
    public static Delta of(String adId, List<Change> changes, MinimumViewers minimum) {
        Delta sum = of(adId, changes);
        return minimum.allows(sum.othersN()) ? sum : sum.of(changes);
    }

    private void addWithdrawn(Change change) {
        if (!change.isWithdrawal() || change.before() == null) {
            return;
        }
        for (byte ordinal : change.before().segments()) {
            Segment segment = SEGMENTS[ordinal];
            if (segment.code() != null) {
                withdrawn.merge(
                        Segment.label(segment.kind().code(), segment.code()), 1L, Long::sum);
            }
        }
    }

    private void addTerm(@Nullable Contribution contribution, int sign) {
        if (contribution == null) {
            return;
        }
        terms.add(new Term(contribution, sign));
        showings.merge(Showing.of(contribution), (long) sign, Long::sum);
        if (contribution.campaignId() != null) {
            campaigns.merge(contribution.campaignId(), (long) sign, Long::sum);
        }
    }

    private Delta sum() {
        terms.stream()
                .map(term -> term.contribution().version())
                .distinct()
                .forEach(this::sumVersion);
        boolean hasNews = terms.stream().anyMatch(term -> term.sign() > 0);
        return new Delta(
                adId,
                changedN,
                hasNews,
                hasWithdrawals,
                secondsEnd,
                blocks,
                showings,
                campaigns,
                othersN,
                withdrawn,
                null);
    }

    private void sumVersion(int version) {
        List<Term> alike =
                terms.stream().filter(t -> t.contribution().version() == version).toList();
        sumViewers(version, alike);
        sumSeconds(version, alike);
        sumSlices(version, alike);
    }

    private void sumViewers(int version, List<Term> alike) {
        ViewerSums viewers = new ViewerSums();
        GazeCounts gaze = new GazeCounts();
        for (Term term : alike) {
            viewers.add(term.contribution(), term.sign());
            if (term.contribution().gaze() != null) {
                gaze.add(term.contribution().gaze(), term.sign());
            }
        }
        put(new Block(version, Kind.VIEWERS, 0), viewers.written());
        put(new Block(version, Kind.GAZE_COUNTS, 0), gaze.written());
    }

    private void sumSeconds(int version, List<Term> alike) {
        Map<Integer, SecondSums> seconds = new HashMap<>();
        for (Term term : alike) {
            int[] own = term.contribution().seconds();
            for (int i = 0; i < own.length; i++) {
                seconds.computeIfAbsent(own[i], s -> new SecondSums())
                        .add(term.contribution(), i, term.sign());
            }
        }
        for (int second : seconds.keySet()) {
            secondsEnd = Math.max(secondsEnd, second + 1);
        }
        seconds.forEach((s, sums) -> put(new Block(version, Kind.SECOND, s), sums.written()));
    }

    private void sumSlices(int version, List<Term> alike) {
        List<GazeCursor> cursors = new ArrayList<>();
        for (Term term : alike) {
            if (term.contribution().gaze() != null) {
                cursors.add(new GazeCursor(term.contribution().gaze(), term.sign()));
            }
        }
        SortedSet<Integer> slices = new TreeSet<>();
        cursors.forEach(cursor -> cursor.tellSlices(slices));
        SliceSum sum = new SliceSum();
        for (int slice : slices) {
            cursors.forEach(cursor -> cursor.addTo(sum, slice));
            put(new Block(version, Kind.SLICE, slice), sum.take());
        }
    }

    private void put(Block block, byte[] written) {
        if (written.length > 0) {
            blocks.put(block.key(), written);
        }
    }

    /** Goes through a viewer's gaze slice by slice. */
    private static final class GazeCursor {

        private final ViewerGaze gaze;
        private final Blur blur;
        private final int sign;
        private int next;

        GazeCursor(ViewerGaze gaze, int sign) {
            this.gaze = gaze;
            this.blur = gaze.blur();
            this.sign = sign;
        }

        void tellSlices(SortedSet<Integer> slices) {
            for (int slice : gaze.slices()) {
                slices.add(slice);
            }
        }

        void addTo(SliceSum sum, int slice) {
            if (next < gaze.size() && gaze.slices()[next] == slice) {
                int end = gaze.endOfSlice(next);
                sum.add(gaze, blur, next, end, sign);
                next = end;
            }
        }
    }
}
