package io.adgaze.operators.ads;

import io.adgaze.records.tables.FormerLayout;
import io.adgaze.records.tables.OutputLayout;
import io.adgaze.records.tables.OutputLayout.AdPartition;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The days under which ads lie in {@code ad_seconds}, found by listing the table, which holds one
 * object for each ad, in the present layout and in the former one.
 */
final class PublishedDays {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedDays.class);

    private final Map<String, Published> byAd = new HashMap<>();

    private record Published(String dt, String uri) {}

    private PublishedDays() {}

    static PublishedDays list(ObjectStore store, OutputLayout output) throws IOException {
        PublishedDays days = new PublishedDays();
        FormerLayout former = new FormerLayout(output.outputUri());
        days.addAll(store, former.table(OutputLayout.AD_SECONDS), FormerLayout::adPartition);
        days.addAll(store, output.table(OutputLayout.AD_SECONDS), OutputLayout::adPartition);
        return days;
    }

    /** The UTC day, {@code YYYY-MM-DD}; empty for an ad that had not been published. */
    Optional<String> of(String adId) {
        return Optional.ofNullable(byAd.get(adId)).map(Published::dt);
    }

    private void addAll(
            ObjectStore store, String table, Function<String, Optional<AdPartition>> partition)
            throws IOException {
        try (Stream<ListedObject> objects = store.list(table + "/")) {
            objects.map(ListedObject::uri)
                    .forEach(uri -> partition.apply(uri).ifPresent(found -> add(found, uri)));
        }
    }

    /**
     * Release 0.1.0 moved an ad to an earlier day when an earlier session came; cut short, it could
     * leave the later day behind. So the earliest is the one that was written last.
     */
    private void add(AdPartition found, String uri) {
        Published here = new Published(found.dt(), uri);
        Published before = byAd.get(found.adId());
        if (before == null || before.dt().equals(here.dt())) {
            byAd.put(found.adId(), here);
            return;
        }
        boolean isEarlier = here.dt().compareTo(before.dt()) < 0;
        Published kept = isEarlier ? here : before;
        Published leftBehind = isEarlier ? before : here;
        byAd.put(found.adId(), kept);
        LOG.warn(
                "The seconds of ad {} lie under two days, and are counted twice. Those of {} are"
                        + " kept up to date; delete {}.",
                found.adId(),
                kept.dt(),
                leftBehind.uri());
    }
}
