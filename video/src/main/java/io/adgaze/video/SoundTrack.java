package io.adgaze.video;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** A video's own sound on its way into the copy. */
interface SoundTrack extends AutoCloseable {

    /** Takes the next packet of the sound, and may empty it. */
    void accept(AVPacket packet) throws IOException, UnreadableVideoException;

    /** Writes what is held back. */
    void finish() throws IOException, UnreadableVideoException;

    @Override
    void close();
}
