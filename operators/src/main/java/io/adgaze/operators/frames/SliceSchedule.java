package io.adgaze.operators.frames;

import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.function.ThrowingRunnable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the next slice of reading: one at a time, each a mail of its own, so that checkpoints
 * and input come in between. Belongs to the task's thread.
 *
 * <p>Through a timer: none fires once the job stops with a savepoint, whereas mails that send each
 * other would keep it from stopping until the last recording is read. Not in the timer's own turn:
 * what fails there fails the task from outside, and the task would read on until it is cancelled.
 */
final class SliceSchedule {

    private static final Logger LOGGER = LoggerFactory.getLogger(SliceSchedule.class);

    private final ProcessingTimeService clock;
    private final MailboxExecutor mailbox;
    private final ThrowingRunnable<Exception> slice;

    private boolean asked;

    SliceSchedule(
            ProcessingTimeService clock,
            MailboxExecutor mailbox,
            ThrowingRunnable<Exception> slice) {
        this.clock = clock;
        this.mailbox = mailbox;
        this.slice = slice;
    }

    /** Asks for a slice unless one is to come already. */
    void askFor(long delayMs) {
        if (asked) {
            return;
        }
        asked = true;
        clock.registerTimer(clock.getCurrentProcessingTime() + delayMs, now -> send());
    }

    /** A timer that fired just before its task ended is handed over when no mail is taken more. */
    private void send() {
        try {
            mailbox.execute(this::run, "read the next frame");
        } catch (RejectedExecutionException taskIsOver) {
            LOGGER.debug("The task has ended; its savepoint knows where to go on", taskIsOver);
        }
    }

    private void run() throws Exception {
        asked = false;
        slice.run();
    }
}
