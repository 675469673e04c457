package io.adgaze.connectors.tables;

import io.adgaze.records.ObjectRef;
import io.adgaze.records.tables.FormerLayout;
import io.adgaze.records.tables.OutputLayout;
import io.adgaze.reports.AdReportFiles;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.Optional;

/**
 * Moves what lies in {@link FormerLayout} to where {@link OutputLayout} has it. Tables get another
 * footer on the way, so that readers open them which the former one kept out.
 *
 * <p>Object by object, each written whole before its former one is deleted: cut short, it is run
 * again. What the job has published anew in the meantime stays as it is.
 */
public final class LayoutMove {

    private static final String PARQUET = ".parquet";

    private final ObjectStore store;
    private final FormerLayout former;

    /**
     * What became of an output's former objects.
     *
     * @param moved to the present layout
     * @param superseded deleted: the present layout had them already, or younger ones
     * @param left where they are: files on their way, and what no release wrote
     */
    public record Outcome(int moved, int superseded, int left) {

        private static final Outcome NOTHING = new Outcome(0, 0, 0);

        private static Outcome oneMoved() {
            return new Outcome(1, 0, 0);
        }

        private static Outcome oneSuperseded() {
            return new Outcome(0, 1, 0);
        }

        private static Outcome oneLeft() {
            return new Outcome(0, 0, 1);
        }

        private Outcome plus(Outcome other) {
            return new Outcome(
                    moved + other.moved, superseded + other.superseded, left + other.left);
        }
    }

    /** Of the output that the job writes to. */
    public LayoutMove(ObjectStore store, String outputUri) {
        this.store = store;
        this.former = new FormerLayout(outputUri);
    }

    /**
     * Moves everything.
     *
     * @throws IOException when the store fails, or an object is not what it seems; what was moved
     *     by then is right, and a further run does the rest
     */
    public Outcome run() throws IOException {
        Outcome sum = Outcome.NOTHING;
        try (Scratch scratch = Scratch.make()) {
            for (String prefix : former.prefixes()) {
                Iterator<ListedObject> objects = store.list(prefix).iterator();
                while (objects.hasNext()) {
                    sum = sum.plus(move(objects.next().uri(), scratch));
                }
            }
        }
        return sum;
    }

    private Outcome move(String uri, Scratch scratch) throws IOException {
        Optional<String> successor = former.successor(uri);
        if (successor.isEmpty()) {
            return Outcome.oneLeft();
        }
        String target = successor.get();
        if (isSuperseded(target)) {
            store.delete(uri);
            return Outcome.oneSuperseded();
        }
        Path file = scratch.file();
        fetch(uri, file);
        if (target.endsWith(PARQUET)) {
            bringUpToDate(uri, file);
        }
        store.write(target, file);
        store.delete(uri);
        return Outcome.oneMoved();
    }

    /**
     * An ad's exports belong together, so none joins those of a younger report: the page is the
     * last of them in a listing, so that it is there only when the move is over, or the job has
     * published the ad.
     */
    private boolean isSuperseded(String target) throws IOException {
        String folder = target.substring(0, target.lastIndexOf('/'));
        boolean isExport = folder.contains("/exports/ad=id-");
        String proof = isExport ? folder + "/" + AdReportFiles.REPORT : target;
        return store.head(proof).isPresent();
    }

    private void fetch(String uri, Path file) throws IOException {
        ObjectRef object = store.head(uri).orElseThrow(() -> new NoSuchFileException(uri));
        try (InputStream in = Channels.newInputStream(store.open(object))) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void bringUpToDate(String uri, Path file) throws IOException {
        try {
            ParquetFooter.orderByTypes(file);
        } catch (IOException e) {
            throw new IOException(
                    "%s cannot be moved: %s. Move it away, and run this again."
                            .formatted(uri, e.getMessage()),
                    e);
        }
    }

    /** A local file for the object that is on its way, deleted in the end. */
    private record Scratch(Path folder) implements AutoCloseable {

        static Scratch make() throws IOException {
            return new Scratch(Files.createTempDirectory("adgaze-move-"));
        }

        Path file() {
            return folder.resolve("object");
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file());
            Files.delete(folder);
        }
    }
}
