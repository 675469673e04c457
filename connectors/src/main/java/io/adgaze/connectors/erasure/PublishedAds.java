package io.adgaze.connectors.erasure;

import io.adgaze.records.tables.OutputLayout;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When each ad was published last, its heatmap too: the older of the two, by the store's clock. */
final class PublishedAds {

    private static final Pattern HEATMAP = Pattern.compile(".*/ad=id-([^/]+)/heatmap\\.mp4");

    private final Map<String, Instant> tables = new HashMap<>();
    private final Map<String, Instant> heatmaps = new HashMap<>();

    private PublishedAds() {}

    static PublishedAds of(ObjectStore store, OutputLayout output) throws IOException {
        PublishedAds published = new PublishedAds();
        Iterator<ListedObject> ads = store.list(output.table(OutputLayout.ADS) + "/").iterator();
        ads.forEachRemaining(published::addTable);
        Iterator<ListedObject> exports = store.list(output.exports() + "/").iterator();
        exports.forEachRemaining(published::addHeatmap);
        return published;
    }

    private void addTable(ListedObject object) {
        OutputLayout.adPartition(object.uri())
                .ifPresent(ad -> tables.merge(ad.adId(), object.modifiedAt(), PublishedAds::later));
    }

    private void addHeatmap(ListedObject object) {
        Matcher heatmap = HEATMAP.matcher(object.uri());
        if (heatmap.matches()) {
            heatmaps.put(heatmap.group(1), object.modifiedAt());
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Whether there is anything of an ad to be rewritten. */
    boolean has(String adId) {
        return tables.containsKey(adId);
    }

    /** Whether anything of an ad is of before a time. An ad that was never reported has nothing. */
    boolean isOlder(String adId, Instant time) {
        return !tables.getOrDefault(adId, Instant.MAX).isAfter(time)
                || !heatmaps.getOrDefault(adId, Instant.MAX).isAfter(time);
    }
}
