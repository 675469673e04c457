package io.adgaze.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is deployed to a cluster, as the build leaves it. */
final class Deployment {

    /** The repository's {@code flink-conf}. */
    static final Path FLINK_CONF = path("adgaze.flink-conf");

    /** The job's jar. */
    static final Path JOB_JAR = path("adgaze.job-jar");

    /** The bundle for a cluster's {@code lib/}. */
    static final Path LIB = path("adgaze.cluster").resolve("lib");

    /** Flink: {@code lib} and {@code plugins}, of Maven's jars or of a distribution. */
    static final Path FLINK = path("adgaze.flink");

    private Deployment() {}

    /** A new folder among the build's, for what a run leaves: logs, objects, temporary files. */
    static Path newFolder(String prefix) throws IOException {
        return Files.createTempDirectory(
                Files.createDirectories(LIB.resolveSibling("runs")), prefix);
    }

    private static Path path(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(
                    property + " is not set: run these tests with ./mvnw verify.");
        }
        return Path.of(value).toAbsolutePath().normalize();
    }
}
