package io.adgaze.jobs.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command line that starts a JVM of the version that runs the tests. */
final class JavaCommand {

    private final List<String> options = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final String classpath;
    private final String mainClass;

    JavaCommand(String classpath, String mainClass) {
        this.classpath = classpath;
        this.mainClass = mainClass;
    }

    /** What the tests themselves run on: test servers are among it. */
    static JavaCommand ofTests(String mainClass) {
        return new JavaCommand(System.getProperty("java.class.path"), mainClass);
    }

    JavaCommand options(List<String> more) {
        options.addAll(more);
        return this;
    }

    JavaCommand arguments(List<String> more) {
        arguments.addAll(more);
        return this;
    }

    List<String> line() {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(options);
        line.add("-cp");
        line.add(classpath);
        line.add(mainClass);
        line.addAll(arguments);
        return line;
    }
}
