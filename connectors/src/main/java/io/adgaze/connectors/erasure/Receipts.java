package io.adgaze.connectors.erasure;

import io.adgaze.records.tables.OutputLayout;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receipts that lie there: {@code <output>/erasures/dt=YYYY-MM-DD/<withdrawal_id>.json}, the
 * day that of the first one.
 */
final class Receipts {

    private final ObjectStore store;
    private final StoredJson json;
    private final OutputLayout output;
    private @Nullable Map<String, String> uriById;

    Receipts(ObjectStore store, StoredJson json, OutputLayout output) {
        this.store = store;
        this.json = json;
        this.output = output;
    }

    /** Writes a receipt; false where one lies there that says as much. */
    boolean put(Receipt receipt) throws IOException {
        String former = formerly().get(receipt.id());
        if (former != null && receipt.saysNoMoreThan(json.read(former))) {
            return false;
        }
        json.write(former == null ? uri(receipt) : former, receipt.toJson());
        return true;
    }

    private String uri(Receipt receipt) {
        LocalDate day = LocalDate.ofInstant(receipt.completedAt(), ZoneOffset.UTC);
        return output.erasures() + OutputLayout.day(day.toString()) + "/" + receipt.id() + ".json";
    }

    private Map<String, String> formerly() throws IOException {
        if (uriById == null) {
            uriById = list();
        }
        return uriById;
    }

    private Map<String, String> list() throws IOException {
        Map<String, String> found = new HashMap<>();
        Iterator<ListedObject> objects =
                store.list(output.erasures() + OutputLayout.day("")).iterator();
        while (objects.hasNext()) {
            String uri = objects.next().uri();
            String file = uri.substring(uri.lastIndexOf('/') + 1);
            found.put(file.replaceFirst("\\.json$", ""), uri);
        }
        return found;
    }
}
