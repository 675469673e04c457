package io.adgaze.jobs.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells of an ad's figures while sessions still come, whenever they rest on more viewers. */
final class LiveFigures {

    private final Path exports;
    private int toldN;

    /**
     * @param exports the folder of the ad's exports, which need not be there yet
     */
    LiveFigures(Path exports) {
        this.exports = exports;
    }

    void tell(PrintStream out) throws IOException {
        Path methodology = exports.resolve("methodology.json");
        if (!Files.exists(methodology)) {
            return;
        }
        int viewersN =
                new ObjectMapper()
                        .readTree(methodology.toFile())
                        .at("/sample/viewers_n")
                        .asInt();
        if (viewersN > toldN) {
            out.printf("         live   %d viewers: %s%n", viewersN, exports.resolve("report.html"));
            toldN = viewersN;
        }
    }
}
