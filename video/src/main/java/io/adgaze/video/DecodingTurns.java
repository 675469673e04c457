package io.adgaze.video;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Who may decode in this process: everybody in company, or one alone.
 *
 * <p>A decoder that crashes takes its process along, and nothing tells afterwards which of several
 * it was. A suspect is therefore decoded alone: should the process die again, it was that one.
 * Suspects take their turns in the order in which they asked, ahead of company.
 *
 * <p>Safe for use by several threads.
 */
public final class DecodingTurns {

    private static final DecodingTurns OF_PROCESS = new DecodingTurns();

    private final Queue<Object> suspects = new ArrayDeque<>();
    private int inCompanyN;

    /** Turns of their own, as another process has them. */
    public DecodingTurns() {}

    /** The turns of this process, whose decoders share its fate. */
    public static DecodingTurns ofProcess() {
        return OF_PROCESS;
    }

    /** Begins a turn in company, which {@link #leaveCompany} ends; false while a suspect waits. */
    public synchronized boolean tryCompany() {
        if (!suspects.isEmpty()) {
            return false;
        }
        inCompanyN++;
        return true;
    }

    /** Ends a turn in company. */
    public synchronized void leaveCompany() {
        inCompanyN--;
    }

    /**
     * Asks to be alone, until {@link #leave}.
     *
     * @return false while others are at it: ask again
     */
    public synchronized boolean tryAlone(Object suspect) {
        if (!suspects.contains(suspect)) {
            suspects.add(suspect);
        }
        return inCompanyN == 0 && suspects.peek() == suspect;
    }

    /** No longer is, or asks to be, alone. */
    public synchronized void leave(Object suspect) {
        suspects.remove(suspect);
    }
}
