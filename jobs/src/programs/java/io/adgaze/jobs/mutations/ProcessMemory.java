package io.adgaze.jobs.mutations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This process's resident memory, as Linux counts it. */
final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    private static final String RESET_PEAK = "5";

    private ProcessMemory() {}

    static long residentMib() throws IOException {
        return mib("VmRSS:");
    }

    /** The most since the last {@link #resetPeak}. */
    static long peakMib() throws IOException {
        return mib("VmHWM:");
    }

    static void resetPeak() throws IOException {
        Files.writeString(CLEAR, RESET_PEAK);
    }

    private static long mib(String field) throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException(STATUS + " has no " + field);
    }
}
