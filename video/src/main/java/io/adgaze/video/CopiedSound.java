package io.adgaze.video;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** Sound in a codec that MP4 players know: its packets are copied. */
final class CopiedSound implements SoundTrack {

    private final AVStream source;
    private final Mp4Writer writer;
    private final int stream;

    /** Adds a stream like {@code source} to {@code writer}. */
    CopiedSound(AVStream source, Mp4Writer writer) throws UnreadableVideoException {
        this.source = source;
        this.writer = writer;
        this.stream = writer.addStream(source.codecpar(), source.time_base());
    }

    @Override
    public void accept(AVPacket packet) throws IOException, UnreadableVideoException {
        writer.write(packet, stream, source.time_base());
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
