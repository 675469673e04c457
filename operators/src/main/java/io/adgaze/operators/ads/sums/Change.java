package io.adgaze.operators.ads.sums;

import org.jspecify.annotations.Nullable;

/**
 * What of an ad's viewer counts from now on. Old and new are one record, so that a viewer is never
 * counted twice, nor left out in between. Holds no identifier of the viewer.
 *
 * @param adId the ad
 * @param part which of the ad's parts the viewer belongs to
 * @param before what counted; null where nothing did
 * @param after what counts now; null where nothing does
 * @param isWithdrawal whether the viewer has withdrawn what counted
 */
public record Change(
        String adId,
        int part,
        @Nullable Contribution before,
        @Nullable Contribution after,
        boolean isWithdrawal) {

    /** The same, by a withdrawal. */
    public Change withdrawn() {
        return new Change(adId, part, before, after, true);
    }

    /** Of the same viewer, with no withdrawal in it. */
    public Change with(@Nullable Contribution formerly, @Nullable Contribution now) {
        return new Change(adId, part, formerly, now, false);
    }

    /** Whether the viewer counts now and did not, or the other way round. */
    boolean joinsOrLeaves() {
        return before == null || after == null;
    }
}
