package io.adgaze.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where this process takes connections, as Linux says in {@code /proc}. */
final class ListeningSockets {

    private static final Path PROCESS = Path.of("/proc/self");

    /** Columns of {@code /proc/net/tcp}. */
    private static final int LOCAL_ADDRESS = 1;

    private static final int STATE = 3;
    private static final int INODE = 9;

    private static final String LISTENING = "0A";
    private static final int WORD = 4;

    private ListeningSockets() {}

    static Set<InetSocketAddress> ofThisProcess() throws IOException {
        Set<String> own = descriptors();
        try (Stream<String> v4 = Files.lines(PROCESS.resolve("net/tcp"));
                Stream<String> v6 = Files.lines(PROCESS.resolve("net/tcp6"))) {
            return Stream.concat(v4.skip(1), v6.skip(1))
                    .map(line -> line.trim().split("\\s+"))
                    .filter(columns -> columns[STATE].equals(LISTENING))
                    .filter(columns -> own.contains("socket:[" + columns[INODE] + "]"))
                    .map(columns -> address(columns[LOCAL_ADDRESS]))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> descriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(PROCESS.resolve("fd"))) {
            return descriptors.map(ListeningSockets::target).collect(Collectors.toSet());
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException closedMeanwhile) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words of the address in this machine's order of bytes (little), and the port, all in hex. */
    private static InetSocketAddress address(String hex) {
        String[] addressAndPort = hex.split(":");
        byte[] words = HexFormat.of().parseHex(addressAndPort[0]);
        byte[] address = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            address[i] = words[i - i % WORD + WORD - 1 - i % WORD];
        }
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(address), HexFormat.fromHexDigits(addressAndPort[1]));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(hex, e);
        }
    }
}
