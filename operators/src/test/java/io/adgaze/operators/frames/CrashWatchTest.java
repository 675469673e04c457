package io.adgaze.operators.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.S3Settings;
import io.adgaze.video.DecodingTurns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes die by being left as they are: what is in the store stays there. */
class CrashWatchTest {

    private final ObjectStore store = ObjectStores.of(S3Settings.of(Map.of()));

    @TempDir private Path root;
    private Path folder;

    /** A process, with one slot or several. */
    private final class Process {

        private final DecodingTurns turns = new DecodingTurns();

        CrashWatch slot() throws IOException {
            return new CrashWatch(new ReadingMarks(store, folder + "/", root), turns);
        }
    }

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectory(root.resolve("reading"));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void aSessionIsMarkedWhileItIsRead() throws Exception {
        CrashWatch slot = new Process().slot();

        assertThat(slot.begin("s-1")).isTrue();
        assertThat(marked()).isEmpty();
        read(slot, 0);
        assertThat(marked()).containsExactly("s-1");
        slot.end();
        assertThat(marked()).isEmpty();
    }

    @Test
    void aTaskThatEndsInOrderLeavesNoMark() throws Exception {
        CrashWatch slot = new Process().slot();
        slot.begin("s-1");
        read(slot, 0);

        slot.close();

        assertThat(marked()).isEmpty();
        assertThat(files(root)).containsExactly("reading");
    }

    /**
     * Flink ends the process of a task that does not close: a store's outage would end them all.
     */
    @Test
    void aTaskEndsInOrderWithoutItsStore() throws Exception {
        ObjectStore gone =
                new LocalStore() {
                    @Override
                    public void delete(String uri) throws IOException {
                        throw new IOException("the store is gone");
                    }
                };
        CrashWatch slot =
                new CrashWatch(new ReadingMarks(gone, folder + "/", root), new DecodingTurns());
        slot.begin("s-1");
        read(slot, 0);

        assertThatNoException().isThrownBy(slot::close);
        gone.close();
        LocalStore.restore(Map.of());
    }

    /** Else a suspect of the same process would wait for its turn for ever, and all behind it. */
    @Test
    void aTurnThatCannotBeMarkedIsNone() throws Exception {
        ObjectStore gone =
                new LocalStore() {
                    @Override
                    public void write(String uri, Path localFile) throws IOException {
                        throw new IOException("the store is gone");
                    }
                };
        DecodingTurns turns = new DecodingTurns();
        CrashWatch slot = new CrashWatch(new ReadingMarks(gone, folder + "/", root), turns);
        slot.begin("s-1");

        assertThatIOException().isThrownBy(slot::tryTurn);

        slot.close();
        gone.close();
        assertThat(turns.tryAlone("suspect")).isTrue();
    }

    @Test
    void whatAProcessDiedWithIsReadAloneOneAfterAnother() throws Exception {
        Process died = new Process();
        for (String session : List.of("s-1", "s-2")) {
            CrashWatch slot = died.slot();
            slot.begin(session);
            read(slot, 0);
        }

        Process next = new Process();
        CrashWatch first = next.slot();
        CrashWatch second = next.slot();
        CrashWatch innocent = next.slot();
        first.begin("s-1");
        second.begin("s-2");
        innocent.begin("s-3");

        assertThat(first.tryTurn()).isTrue();
        assertThat(second.tryTurn()).isFalse();
        assertThat(innocent.tryTurn()).isFalse();
        first.endTurn(1);
        first.end();
        assertThat(second.tryTurn()).isTrue();
        second.endTurn(1);
        second.end();
        assertThat(innocent.tryTurn()).isTrue();
    }

    @Test
    void oneOfWhichProcessesDieAtOnePlaceIsNotReadAThirdTimeAlone() throws Exception {
        dieAt(0);
        dieAt(7);
        dieAt(7);

        assertThat(new Process().slot().begin("s-1")).isFalse();
        assertThat(new Process().slot().begin("s-1")).as("after another restart").isFalse();
        assertThat(new Process().slot().begin("s-2")).as("its neighbour").isTrue();
    }

    @Test
    void anOddFrameMoreOrLessIsTheSamePlace() throws Exception {
        dieAt(0);
        dieAt(7);
        dieAt(8);

        assertThat(new Process().slot().begin("s-1")).isFalse();
    }

    @Test
    void oneThatDiesElsewhereEachTimeIsNotToBlame() throws Exception {
        for (int place : new int[] {3, 7, 12, 0, 40, 7}) {
            dieAt(place);
        }

        assertThat(new Process().slot().begin("s-1")).isTrue();
    }

    @Test
    void aProcessThatDiesBeforeItsTurnSaysNothing() throws Exception {
        dieAt(0);
        dieAt(7);
        for (int i = 0; i < 3; i++) {
            assertThat(new Process().slot().begin("s-1")).isTrue();
        }
    }

    /** A process reads {@code s-1} second by second, and dies when it is about to read a place. */
    private void dieAt(long place) throws IOException {
        CrashWatch slot = new Process().slot();
        assertThat(slot.begin("s-1")).isTrue();
        read(slot, 0);
        for (long next = 1; next <= place; next++) {
            read(slot, next);
        }
    }

    /** A turn, after which the next one goes on at {@code place}. */
    private static void read(CrashWatch slot, long place) throws IOException {
        assertThat(slot.tryTurn()).isTrue();
        slot.endTurn(place);
    }

    private List<String> marked() throws IOException {
        return files(folder);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }
}
