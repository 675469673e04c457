package io.adgaze.records;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Recordings and stills that do not ship; tests of them are skipped where they are not. */
public final class SharedData {

    private SharedData() {}

    /** A file or folder of the data; ends the test as skipped where it is missing. */
    public static Path require(String path) {
        Path root = Path.of(System.getProperty("adgaze.shared", "../../shared"));
        Path wanted = root.resolve("data").resolve(path);
        Assumptions.assumeTrue(
                Files.exists(wanted), () -> "skipped: " + wanted + " is not here (adgaze.shared)");
        return wanted;
    }
}
