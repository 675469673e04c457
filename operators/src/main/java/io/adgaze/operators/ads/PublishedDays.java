package io.adgaze.operators.ads;

import io.adgaze.records.tables.OutputLayout;
import io.adgaze.records.tables.OutputLayout.AdPartition;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The days under which ads lie in {@code ad_seconds}, found by one listing of the table, which
 * holds one object for each ad.
 */
final class PublishedDays {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedDays.class);

    private final OutputLayout output;
    private final Map<String, String> byAd = new HashMap<>();

    private PublishedDays(OutputLayout output) {
        this.output = output;
    }

    static PublishedDays list(ObjectStore store, OutputLayout output) throws IOException {
        PublishedDays days = new PublishedDays(output);
        try (Stream<ListedObject> objects =
                store.list(output.table(OutputLayout.AD_SECONDS) + "/")) {
            objects.map(object -> OutputLayout.adPartition(object.uri()))
                    .flatMap(Optional::stream)
                    .forEach(days::add);
        }
        return days;
    }

    /** The UTC day, {@code YYYY-MM-DD}; empty for an ad that had not been published. */
    Optional<String> of(String adId) {
        return Optional.ofNullable(byAd.get(adId));
    }

    /**
     * Release 0.1.0 moved an ad to an earlier day when an earlier session came; cut short, it could
     * leave the later day behind. So the earliest is the one that was written last.
     */
    private void add(AdPartition found) {
        String before = byAd.get(found.adId());
        if (before == null) {
            byAd.put(found.adId(), found.dt());
            return;
        }
        boolean isEarlier = found.dt().compareTo(before) < 0;
        String kept = isEarlier ? found.dt() : before;
        String leftBehind = isEarlier ? before : found.dt();
        byAd.put(found.adId(), kept);
        LOG.warn(
                "The seconds of ad {} lie under two days, and are counted twice. Those of {} are"
                        + " kept up to date; delete {}.",
                found.adId(),
                kept,
                output.adSeconds(leftBehind, found.adId()));
    }
}
