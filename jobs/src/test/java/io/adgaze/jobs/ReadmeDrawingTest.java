package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the README's drawing of the modules against the code. */
class ReadmeDrawingTest {

    private static final Pattern DRAWING =
            Pattern.compile("## How it is built\\s+```mermaid\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern ARROW =
            Pattern.compile("^\\s*(\\w+) --> (\\w+)$", Pattern.MULTILINE);

    private static final Pattern MODULE = Pattern.compile("io\\.adgaze\\.(\\w+).*");

    /** All modules may use it: the drawing has only the arrows without which it would float. */
    private static final String USED_BY_ALL = "records";

    @Test
    void drawsEveryUseOfAModuleByAnother() throws IOException {
        Set<String> used =
                uses().stream()
                        .filter(arrow -> !arrow.endsWith(" " + USED_BY_ALL))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> drawn =
                drawn().stream()
                        .filter(arrow -> !arrow.endsWith(" " + USED_BY_ALL))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(drawn).as("arrows in README.md, How it is built").isEqualTo(used);
    }

    private static Set<String> drawn() throws IOException {
        Matcher drawing = DRAWING.matcher(Files.readString(Path.of("../README.md")));
        assertThat(drawing.find()).as("README.md has the drawing").isTrue();
        return ARROW.matcher(drawing.group(1))
                .results()
                .map(arrow -> arrow.group(1) + " " + arrow.group(2))
                .collect(Collectors.toSet());
    }

    private static Set<String> uses() {
        JavaClasses classes =
                new ClassFileImporter()
                        .withImportOption(new MainCode())
                        .importPackages("io.adgaze");
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .flatMap(
                        use ->
                                module(use.getOriginClass())
                                        .flatMap(
                                                from ->
                                                        module(use.getTargetClass())
                                                                .filter(to -> !to.equals(from))
                                                                .map(to -> from + " " + to))
                                        .stream())
                .collect(Collectors.toSet());
    }

    private static Optional<String> module(JavaClass type) {
        Matcher module = MODULE.matcher(type.getPackageName());
        return module.matches() ? Optional.of(module.group(1)) : Optional.empty();
    }
}
