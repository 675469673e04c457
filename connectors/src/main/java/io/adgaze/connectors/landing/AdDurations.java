package io.adgaze.connectors.landing;

import io.adgaze.records.ObjectRef;
import io.adgaze.storage.ObjectStore;
import io.adgaze.video.UnreadableVideoException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lengths of ads, measured once per version of an ad. Safe for several threads. */
final class AdDurations {

    /** More ads than run at a time; an entry is a few hundred bytes. */
    private static final int REMEMBERED_ADS = 1_000;

    private final ObjectStore store;
    private final AdProbe probe;
    private final Map<ObjectRef, Long> known = Collections.synchronizedMap(new LeastRecent());

    AdDurations(ObjectStore store, AdProbe probe) {
        this.store = store;
        this.probe = probe;
    }

    /** Two threads may measure a new ad at once; they find the same. */
    long of(ObjectRef ad) throws IOException, UnreadableVideoException {
        Long duration = known.get(ad);
        if (duration == null) {
            duration = measure(ad);
            known.put(ad, duration);
        }
        return duration;
    }

    private long measure(ObjectRef ad) throws IOException, UnreadableVideoException {
        try (SeekableByteChannel video = store.open(ad)) {
            return probe.durationMs(video);
        }
    }

    private static final class LeastRecent extends LinkedHashMap<ObjectRef, Long> {

        private static final long serialVersionUID = 1L;

        LeastRecent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectRef, Long> eldest) {
            return size() > REMEMBERED_ADS;
        }
    }
}
