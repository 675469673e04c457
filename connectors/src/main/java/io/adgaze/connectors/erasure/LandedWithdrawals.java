package io.adgaze.connectors.erasure;

import io.adgaze.connectors.landing.WithdrawalReader;
import io.adgaze.records.withdrawal.InvalidWithdrawalException;
import io.adgaze.records.withdrawal.Withdrawal;
import io.adgaze.records.withdrawal.WithdrawalPath;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All withdrawals that lie there, by viewer. Those that are none are rejected by the stream. */
final class LandedWithdrawals {

    /**
     * One of them.
     *
     * @param landedAt when it came, by the store's clock
     */
    record Landed(Withdrawal withdrawal, Instant landedAt) {}

    private final Map<String, List<Landed>> byViewer = new HashMap<>();

    private LandedWithdrawals() {}

    /** Reads all of them; viewers are named in no exception. */
    static LandedWithdrawals in(ObjectStore store, String withdrawalsUri) throws IOException {
        LandedWithdrawals all = new LandedWithdrawals();
        WithdrawalReader reader = new WithdrawalReader(store);
        try {
            Iterator<ListedObject> objects = store.list(withdrawalsUri + "/").iterator();
            while (objects.hasNext()) {
                all.read(objects.next(), reader);
            }
        } catch (IOException | UncheckedIOException e) {
            throw WithdrawalReader.withoutViewer(e);
        }
        all.byViewer.values().forEach(LandedWithdrawals::earliestFirst);
        return all;
    }

    private void read(ListedObject object, WithdrawalReader reader) throws IOException {
        var path = WithdrawalPath.parse(object.uri());
        if (path.isEmpty()) {
            return;
        }
        try {
            Landed landed = new Landed(reader.read(path.get()), object.modifiedAt());
            byViewer.computeIfAbsent(path.get().viewerKey(), key -> new ArrayList<>()).add(landed);
        } catch (InvalidWithdrawalException | NoSuchFileException e) {
            return; // The stream has rejected it, or it is withdrawn itself.
        }
    }

    /** So that what two of them cover is always counted with the same one. */
    private static void earliestFirst(List<Landed> ofViewer) {
        ofViewer.sort(
                Comparator.comparing((Landed landed) -> landed.withdrawal().requestedAt())
                        .thenComparing(landed -> landed.withdrawal().withdrawalId()));
    }

    /** Who has withdrawn anything. */
    Set<String> viewers() {
        return byViewer.keySet();
    }

    /** Those of a viewer, the earliest first. */
    List<Withdrawal> of(String viewerKey) {
        return byViewer.getOrDefault(viewerKey, List.of()).stream()
                .map(Landed::withdrawal)
                .toList();
    }

    /**
     * The ids of those that are of a session, the earliest first.
     *
     * @param grantedAt when its consent was given; null where that is not known
     */
    List<String> covering(String viewerKey, String sessionId, @Nullable Instant grantedAt) {
        return of(viewerKey).stream()
                .filter(withdrawal -> withdrawal.covers(sessionId, grantedAt))
                .map(Withdrawal::withdrawalId)
                .toList();
    }

    /** All of them. */
    List<Landed> all() {
        return byViewer.values().stream().flatMap(List::stream).toList();
    }
}
