package io.adgaze.operators.frames;

import io.adgaze.video.DecodingTurns;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the recording that a process dies of, so that it is not read for ever, first of all after
 * each restart.
 *
 * <p>A session is marked in the store before it is read, and no more once it is read or its task
 * ends in order. What is still marked after a restart was being read when a process died; of
 * several slots several were. Each suspect is read again with nothing else decoded in the process,
 * and how far it comes is marked every second of recording. It is convicted when the process dies
 * twice in a row at one place: whoever kills processes at random hits the same second of the same
 * session twice only by a rare chance.
 *
 * <p>The marks are of one output: two jobs should not share it. Belongs to the task's thread.
 */
final class CrashWatch implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(CrashWatch.class);

    private final ReadingMarks marks;
    private final DecodingTurns turns;
    private final Map<String, ReadingMark> left;

    private @Nullable String sessionId;
    private ReadingMark mark = ReadingMark.IN_COMPANY;
    private boolean marked;

    /** Takes over {@code marks}, and those that are there as left by processes that died. */
    CrashWatch(ReadingMarks marks, DecodingTurns turns) throws IOException {
        this.marks = marks;
        this.turns = turns;
        this.left = marks.all();
    }

    /**
     * The next session to be read.
     *
     * @return false when processes die of it: it must not be read
     */
    boolean begin(String nextSessionId) {
        ReadingMark before = left.remove(nextSessionId);
        ReadingMark now = before == null ? ReadingMark.IN_COMPANY : before.afterDeath();
        if (now.convicts()) {
            return false; // Its mark stays, should this very checkpoint be the last one again.
        }
        if (now.alone()) {
            LOGGER.warn(
                    "Session {} was being read when a process died; it is read again alone",
                    nextSessionId);
        }
        sessionId = nextSessionId;
        mark = now;
        marked = false;
        return true;
    }

    /** Begins a turn of reading, which {@link #endTurn} ends; false when it has to wait for one. */
    boolean tryTurn() throws IOException {
        if (!(mark.alone() ? turns.tryAlone(this) : turns.tryCompany())) {
            return false;
        }
        if (!marked) {
            markFirst();
        }
        return true;
    }

    /**
     * A turn that fails to begin is none: it would keep suspects waiting in this process for good.
     */
    private void markFirst() throws IOException {
        try {
            write(mark);
        } finally {
            if (!marked && !mark.alone()) {
                turns.leaveCompany();
            }
        }
    }

    /**
     * Ends a turn of reading.
     *
     * @param place where the next one goes on
     */
    void endTurn(long place) throws IOException {
        if (!mark.alone()) {
            turns.leaveCompany();
        } else if (place != mark.place()) {
            write(mark.at(place));
        }
    }

    /** The session is read, or is not read on. */
    void end() throws IOException {
        turns.leave(this);
        if (sessionId != null && marked) {
            marks.delete(sessionId);
        }
        sessionId = null;
        marked = false;
    }

    private void write(ReadingMark next) throws IOException {
        if (sessionId != null) {
            marks.write(sessionId, next);
            mark = next;
            marked = true;
        }
    }

    /**
     * The task ends in order: the process has not died. It may do so for a store that is gone, and
     * a task that fails to end is fatal to its process: a mark that stays makes its session be read
     * alone, no worse.
     */
    @Override
    public void close() {
        try (marks) {
            end();
        } catch (IOException | RuntimeException e) {
            LOGGER.warn("The mark of the session being read could not be taken away", e);
        }
    }
}
