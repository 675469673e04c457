package io.adgaze.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a release may change in a record that is in state, and what it may not: the rules of
 * docs/upgrading.md, held against Flink. Each test compiles a record as it was and as it has
 * become.
 */
class RecordEvolutionTest {

    private static final String BEFORE =
            """
            public record Kept(int count, String text, java.util.List<Part> parts, Kind kind) {
                public record Part(float share) {}
                public enum Kind { FIRST, SECOND }
                public static Kept sample() {
                    return new Kept(3, "three", java.util.List.of(new Part(0.5f)), Kind.SECOND);
                }
            }
            """;

    @TempDir private Path folder;

    @Test
    void isReadAsItWasWhenNothingChanges() throws Exception {
        assertThat(upgraded(BEFORE))
                .isEqualTo("Kept[count=3, text=three, parts=[Part[share=0.5]], kind=SECOND]");
    }

    @Test
    void mayGainComponentsWhichAreNullOrZero() throws Exception {
        assertThat(
                        upgraded(
                                BEFORE.replace(
                                                "Kept(int count,",
                                                "Kept(long added, Float more, int count,")
                                        .replace("new Kept(3,", "new Kept(1, 2f, 3,")))
                .isEqualTo(
                        "Kept[added=0, more=null, count=3, text=three, parts=[Part[share=0.5]],"
                                + " kind=SECOND]");
    }

    @Test
    void mayLoseAComponent() throws Exception {
        assertThat(upgraded(BEFORE.replace("String text, ", "").replace("\"three\", ", "")))
                .isEqualTo("Kept[count=3, parts=[Part[share=0.5]], kind=SECOND]");
    }

    @Test
    void mayChangeTheOrder() throws Exception {
        assertThat(
                        upgraded(
                                BEFORE.replace("int count, String text", "String text, int count")
                                        .replace("3, \"three\"", "\"three\", 3")))
                .isEqualTo("Kept[text=three, count=3, parts=[Part[share=0.5]], kind=SECOND]");
    }

    @Test
    void mayTakeNullInPlaceOfAPrimitive() throws Exception {
        assertThat(upgraded(BEFORE.replace("int count", "Integer count")))
                .isEqualTo("Kept[count=3, text=three, parts=[Part[share=0.5]], kind=SECOND]");
    }

    @Test
    void mayGainComponentsWithinAList() throws Exception {
        assertThat(
                        upgraded(
                                BEFORE.replace("Part(float share)", "Part(float share, String of)")
                                        .replace("new Part(0.5f)", "new Part(0.5f, null)")))
                .isEqualTo(
                        "Kept[count=3, text=three, parts=[Part[share=0.5, of=null]], kind=SECOND]");
    }

    @Test
    void mayGainConstantsAtAnyPlace() throws Exception {
        assertThat(upgraded(BEFORE.replace("FIRST, SECOND", "ZEROTH, FIRST, SECOND, THIRD")))
                .isEqualTo("Kept[count=3, text=three, parts=[Part[share=0.5]], kind=SECOND]");
    }

    /** No error, and the value is gone: a rename is a loss and a gain. */
    @Test
    void losesAComponentThatIsRenamed() throws Exception {
        assertThat(upgraded(BEFORE.replace("String text", "String words")))
                .isEqualTo("Kept[count=3, words=null, parts=[Part[share=0.5]], kind=SECOND]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"int count -> long count", "float share -> double share"})
    void mayNotChangeATypeEvenToAWiderOne(String change) {
        String[] fromTo = change.split(" -> ");

        assertThatThrownBy(() -> upgraded(BEFORE.replace(fromTo[0], fromTo[1])))
                .isInstanceOf(IncompatibleException.class);
    }

    @Test
    void mayNotLoseAConstant() {
        assertThatThrownBy(() -> upgraded(BEFORE.replace("FIRST, SECOND", "SECOND")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void mayNotBeRenamedOrMoved() {
        assertThatThrownBy(() -> upgraded(BEFORE.replace("Kept", "Moved")))
                .hasRootCauseInstanceOf(ClassNotFoundException.class);
    }

    /** A constructor that checks must let pass what an older savepoint does not have. */
    @Test
    void mayNotRefuseTheNullOfAnAddedComponent() {
        String refusing =
                BEFORE.replace("Kept(int count,", "Kept(String added, int count,")
                        .replace("new Kept(3,", "new Kept(\"\", 3,")
                        .replace(
                                "kind) {\n",
                                "kind) {\n public Kept { java.util.Objects.requireNonNull(added); }\n");

        assertThatThrownBy(() -> upgraded(refusing))
                .hasRootCauseInstanceOf(NullPointerException.class);
    }

    private static final class IncompatibleException extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /** What a sample in the state of the earlier class is to the later class. */
    private String upgraded(String after) throws Exception {
        DataOutputSerializer state = new DataOutputSerializer(256);
        try (URLClassLoader release = compiled("Kept", BEFORE, "before")) {
            write(release.loadClass("Kept"), state);
        }
        String name = after.contains("record Kept") ? "Kept" : "Moved";
        try (URLClassLoader release = compiled(name, after, "after")) {
            DataInputDeserializer in = new DataInputDeserializer(state.getCopyOfBuffer());
            return read(release.loadClass(name), in).toString();
        }
    }

    private static <T> void write(Class<T> type, DataOutputSerializer out) throws Exception {
        TypeSerializer<T> serializer = serializer(type);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        serializer.serialize(type.cast(type.getMethod("sample").invoke(null)), out);
    }

    /** As Flink's state backends restore a value. */
    private static <T> T read(Class<T> type, DataInputDeserializer in) throws Exception {
        TypeSerializerSnapshot<T> before =
                TypeSerializerSnapshot.readVersionedSnapshot(in, type.getClassLoader());
        TypeSerializerSchemaCompatibility<T> compatibility =
                serializer(type).snapshotConfiguration().resolveSchemaCompatibility(before);
        if (compatibility.isIncompatible()) {
            throw new IncompatibleException();
        }
        return before.restoreSerializer().deserialize(in);
    }

    private static <T> TypeSerializer<T> serializer(Class<T> type) {
        SerializerConfigImpl withoutKryo = new SerializerConfigImpl();
        withoutKryo.setGenericTypes(false);
        return TypeInformation.of(type).createSerializer(withoutKryo);
    }

    private URLClassLoader compiled(String name, String source, String release) throws Exception {
        Path classes = Files.createDirectories(folder.resolve(release));
        JavaFileObject file =
                new SimpleJavaFileObject(
                        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        var options = List.of("-proc:none", "-d", classes.toString());
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.getTask(null, null, null, options, null, List.of(file)).call())
                .isTrue();
        return new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, RecordEvolutionTest.class.getClassLoader());
    }
}
