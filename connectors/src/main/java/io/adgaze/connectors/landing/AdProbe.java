package io.adgaze.connectors.landing;

import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.SeekableByteChannel;

/** Measures an ad's video. Serializable, as it travels with the job; safe for several threads. */
@FunctionalInterface
public interface AdProbe extends Serializable {

    /**
     * The length of the video in milliseconds.
     *
     * @param video the ad's file, at its start
     * @throws IOException when the store fails
     * @throws UnreadableAdException when the file is not a video that can be played
     */
    long durationMs(SeekableByteChannel video) throws IOException, UnreadableAdException;

    /** The ad's file is there but is no video. */
    final class UnreadableAdException extends Exception {

        private static final long serialVersionUID = 1L;

        public UnreadableAdException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
