package io.adgaze.operators.frames;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Analysing one session failed, in a way that nobody foresaw: the session's end, and nobody else's.
 *
 * <p>The operators of the chain throw it for what they compute from a session's own data, and for
 * nothing else: what state or a sink throws is the machine's fault, and the job's. So is an {@link
 * Error}. {@link FrameReader}, which heads the chain, catches it.
 */
public final class AnalysisException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AnalysisException(RuntimeException cause) {
        super("a session cannot be analysed", cause);
    }

    /**
     * Computes something from a session's data.
     *
     * @throws AnalysisException for whatever {@code computation} throws
     */
    public static <T extends @Nullable Object> T guard(Supplier<T> computation) {
        try {
            return computation.get();
        } catch (RuntimeException e) {
            throw new AnalysisException(e);
        }
    }
}
