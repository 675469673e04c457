package io.adgaze.records;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The suppression rule: no figure over fewer than {@code n} viewers is published, be it a mean with
 * its bounds, a share, a median or a density. How many viewers there are is no such figure.
 *
 * <p>Whatever leaves the operators for an ad has passed through here; whoever publishes it shows
 * what there is and suppresses nothing more.
 *
 * @param n the fewest viewers that a figure may rest on, 1 or more ({@code --min-viewers})
 */
public record MinimumViewers(int n) implements Serializable {

    /** A suppressed figure among others: not even its viewers are counted. */
    public static final Estimate SUPPRESSED = new Estimate(null, null, null, null);

    public MinimumViewers {
        if (n < 1) {
            throw new IllegalArgumentException("fewer than one viewer: " + n);
        }
    }

    /** Whether a figure over {@code viewersN} viewers may be published. */
    public boolean allows(int viewersN) {
        return viewersN >= n;
    }

    /** The figure, or null where it rests on too few viewers. */
    public <T> @Nullable T publish(int viewersN, @Nullable T figure) {
        return allows(viewersN) ? figure : null;
    }

    /** The estimate, or its count alone where that is of too few viewers. */
    public Estimate publish(Estimate estimate) {
        boolean allowed = estimate.n() == null || allows(estimate.n());
        return allowed ? estimate : new Estimate(estimate.n(), null, null, null);
    }

    /** Likewise among {@code viewersN} viewers; nothing at all where those are too few. */
    public Estimate publishAmong(int viewersN, Estimate estimate) {
        return allows(viewersN) ? publish(estimate) : SUPPRESSED;
    }
}
