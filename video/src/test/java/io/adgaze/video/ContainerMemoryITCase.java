package io.adgaze.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process takes that opens containers which claim much, seen from outside. */
class ContainerMemoryITCase {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long MIB = 1 << 20;
    private static final int MANY = 85_000_000;

    @TempDir Path folder;

    @Test
    void whatAContainerClaimsIsNotWhatItTakes() throws Exception {
        assumeTrue(Files.exists(STATUS), "Linux tells a process its peak memory");
        Path control = TestVideos.withDuration(folder.resolve("control.mkv"), 320, 240, 0, 40);

        List<Opened> opened =
                openInAProcess(
                        control,
                        HostileContainers.indexed(folder.resolve("one-index.mp4"), 1, MANY),
                        HostileContainers.indexed(folder.resolve("indexes.mp4"), 40, 5_000_000),
                        HostileContainers.compressedIndex(folder.resolve("c.mov"), 512 << 20),
                        HostileContainers.compressedIndexed(folder.resolve("d.mov"), 9, 5_000_000),
                        HostileContainers.attachments(folder.resolve("a.webm"), 7, 60 << 20),
                        HostileContainers.attachments(folder.resolve("b.webm"), 500, 1 << 20));

        assertThat(opened).hasSize(7);
        assertThat(opened.get(0).outcome()).isEqualTo("opened");
        assertThat(opened.subList(1, 7))
                .allSatisfy(
                        hostile -> {
                            assertThat(hostile.outcome()).isNotEqualTo("opened");
                            assertThat(hostile.peakBytes() - opened.get(0).peakBytes())
                                    .isLessThan(300 * MIB);
                        });
        assertThat(opened.get(2).outcome()).contains("more than 3000000 entries");
        assertThat(opened.get(4).outcome()).contains("index is compressed");
        assertThat(opened.get(5).outcome()).contains("more than 32 MiB before its pictures begin");
    }

    /**
     * @param outcome "opened", or why it was refused
     * @param peakBytes the most resident memory that the process has had until then
     */
    private record Opened(String outcome, long peakBytes) {}

    private List<Opened> openInAProcess(Path... files) throws Exception {
        Path report = folder.resolve("report.txt");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Open.class.getName(),
                                report.toString()));
        for (Path file : files) {
            command.add(file.toString());
        }
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readAllLines(report).stream()
                .map(line -> line.split("\t"))
                .map(fields -> new Opened(fields[0], Long.parseLong(fields[1])))
                .toList();
    }

    /** Opens files one after the other, and writes down what came of each. */
    static final class Open {

        private Open() {}

        public static void main(String[] arguments) throws Exception {
            List<String> report = new ArrayList<>();
            for (String file : List.of(arguments).subList(1, arguments.length)) {
                report.add(outcome(Path.of(file)) + "\t" + peakBytes());
            }
            Files.write(Path.of(arguments[0]), report);
        }

        private static String outcome(Path file) throws IOException {
            try (SeekableByteChannel source = Files.newByteChannel(file)) {
                VideoDecoder.open(source, VideoLimits.DEFAULT).close();
                return "opened";
            } catch (UnreadableVideoException e) {
                return String.valueOf(e.getMessage());
            }
        }

        private static long peakBytes() throws IOException {
            String peak =
                    Files.readAllLines(STATUS).stream()
                            .filter(line -> line.startsWith("VmHWM"))
                            .findFirst()
                            .orElseThrow();
            return Long.parseLong(peak.replaceAll("\\D", "")) * 1024;
        }
    }
}
