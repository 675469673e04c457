package io.adgaze.reports.heatmap;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** The ad's own sound on its way into the heatmap. */
interface SoundTrack extends AutoCloseable {

    /** Takes the next packet of the ad's sound, and may empty it. */
    void accept(AVPacket packet) throws IOException, UnreadableAdException;

    /** Writes what is held back. */
    void finish() throws IOException, UnreadableAdException;

    @Override
    void close();
}
