package io.adgaze.jobs.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder that the demo writes to: emptied before a run, but only when it is the demo's own. */
final class DemoFolder {

    private static final String MARK = ".adgaze-demo";

    private DemoFolder() {}

    /**
     * Empties {@code folder}.
     *
     * @throws IOException when it holds something that the demo did not write
     */
    static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            refuseForeign(folder);
            delete(folder);
        }
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(MARK));
    }

    private static void refuseForeign(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent() && !Files.exists(folder.resolve(MARK))) {
                throw new IOException(
                        folder + " is not empty and not the demo's. Name an empty or new folder.");
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> inside = Files.walk(folder)) {
            deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
