package io.adgaze.jobs.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports on this machine's loopback. */
final class Ports {

    static final String HOST = "127.0.0.1";

    private static final int CONNECT_MS = 1000;

    private Ports() {}

    /** A port that nobody listens on. A server that comes back keeps the one it had. */
    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a server takes connections. */
    static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port), CONNECT_MS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
