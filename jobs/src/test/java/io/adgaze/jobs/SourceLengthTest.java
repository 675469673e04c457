package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A file that has grown beyond this does more than one thing. */
class SourceLengthTest {

    private static final int MOST_LINES = 300;

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> LANGUAGES = Set.of("java", "py", "sh", "js");

    @Test
    void noFileOfMainCodeIsTooLong() throws IOException {
        Map<String, Integer> lines = new TreeMap<>();
        for (Path source : sources()) {
            lines.put(REPOSITORY.relativize(source).toString(), Files.readAllLines(source).size());
        }

        assertThat(lines)
                .containsKeys(
                        "jobs/src/main/java/io/adgaze/jobs/Preflight.java",
                        "jobs/samples/generate.py",
                        "flink-conf/submit.sh");
        lines.values().removeIf(count -> count <= MOST_LINES);
        assertThat(lines).isEmpty();
    }

    /** Main code, programs and scripts: all but tests, and what is built or hidden. */
    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(
                REPOSITORY,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return isLeftOut(folder)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        String name = file.getFileName().toString();
                        if (LANGUAGES.contains(name.substring(name.lastIndexOf('.') + 1))) {
                            sources.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return sources;
    }

    private static boolean isLeftOut(Path folder) {
        String name = REPOSITORY.relativize(folder).getFileName().toString();
        return name.startsWith(".") || name.equals("target") || folder.endsWith("src/test");
    }
}
