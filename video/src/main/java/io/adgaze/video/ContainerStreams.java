package io.adgaze.video;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Those of a container's streams that are read: its first pictures that are no cover, and its best
 * sound if wanted. FFmpeg passes over the others without probing them, but for sound, which tells
 * when a recording begins.
 */
final class ContainerStreams {

    private final AVFormatContext container;
    private final AVStream video;
    private final boolean wantsSound;
    private final boolean readInOrder;
    private @Nullable AVStream sound;

    /** How the streams of an opened container are selected. */
    @FunctionalInterface
    interface Selection {
        ContainerStreams of(AVFormatContext container) throws UnreadableVideoException;
    }

    private ContainerStreams(AVFormatContext container, Set<Integer> mediaTypes)
            throws UnreadableVideoException {
        this.container = container;
        this.readInOrder = container.iformat().name().getString().startsWith("matroska");
        this.video = firstVideo();
        this.wantsSound = mediaTypes.contains(avutil.AVMEDIA_TYPE_AUDIO);
        for (int i = 0; i < container.nb_streams(); i++) {
            int mediaType = container.streams(i).codecpar().codec_type();
            boolean otherVideo = mediaType == avutil.AVMEDIA_TYPE_VIDEO && i != video.index();
            if (otherVideo || !mediaTypes.contains(mediaType)) {
                container.streams(i).discard(avcodec.AVDISCARD_ALL);
            }
        }
    }

    /** The pictures alone. */
    static ContainerStreams pictures(AVFormatContext container) throws UnreadableVideoException {
        return new ContainerStreams(container, Set.of(avutil.AVMEDIA_TYPE_VIDEO));
    }

    /** The pictures and the sound. */
    static ContainerStreams picturesAndSound(AVFormatContext container)
            throws UnreadableVideoException {
        return new ContainerStreams(
                container, Set.of(avutil.AVMEDIA_TYPE_VIDEO, avutil.AVMEDIA_TYPE_AUDIO));
    }

    /**
     * Has FFmpeg find out what the container's header does not say. It decodes pictures for that,
     * whose true size may differ from what the header says.
     *
     * @return FFmpeg's result
     */
    int probe(VideoLimits limits) {
        int streams = container.nb_streams();
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "max_pixels", Long.toString(limits.maxPixels()), 0);
        try (PointerPointer<AVDictionary> perStream = new PointerPointer<>(streams)) {
            for (int i = 0; i < streams; i++) {
                perStream.put(i, i == video.index() ? options : null);
            }
            listenToSound(avcodec.AVDISCARD_DEFAULT);
            int result = avformat.avformat_find_stream_info(container, perStream);
            listenToSound(wantsSound ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
            if (areReadInOrder()) {
                takeAll();
            }
            options = new AVDictionary(perStream.get(video.index()));
            sound = wantsSound ? bestSound() : null;
            return result;
        } finally {
            avutil.av_dict_free(options);
        }
    }

    /**
     * Whether all packets come, of whichever stream, as they lie in the file: in Matroska passing
     * over one reads it all the same.
     */
    boolean areReadInOrder() {
        return readInOrder;
    }

    private void takeAll() {
        for (int i = 0; i < container.nb_streams(); i++) {
            container.streams(i).discard(avcodec.AVDISCARD_DEFAULT);
        }
    }

    /** Sound that is not wanted still tells when the recording begins. */
    private void listenToSound(int discard) {
        for (int i = 0; i < container.nb_streams(); i++) {
            if (container.streams(i).codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO) {
                container.streams(i).discard(discard);
            }
        }
    }

    /**
     * The earliest timestamp of pictures and sound in microseconds, known once they are probed;
     * AV_NOPTS_VALUE where the container does not say.
     */
    long startUs() {
        long start = startUs(video);
        for (int i = 0; i < container.nb_streams(); i++) {
            AVStream stream = container.streams(i);
            boolean isSound = stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO;
            long soundUs = isSound ? startUs(stream) : avutil.AV_NOPTS_VALUE;
            if (soundUs != avutil.AV_NOPTS_VALUE) {
                // Sound ahead of 0 is what its decoder needs to begin, and is not heard.
                long heardUs = isBroadcast() ? soundUs : Math.max(0, soundUs);
                start = start == avutil.AV_NOPTS_VALUE ? heardUs : Math.min(start, heardUs);
            }
        }
        return start;
    }

    private static long startUs(AVStream stream) {
        AVRational base = stream.time_base();
        return stream.start_time() == avutil.AV_NOPTS_VALUE
                ? avutil.AV_NOPTS_VALUE
                : avutil.av_rescale(
                        stream.start_time(), base.num() * (long) avutil.AV_TIME_BASE, base.den());
    }

    /** Whether the container is made for broadcast: its clock may start anywhere, and leap. */
    boolean isBroadcast() {
        return (container.iformat().flags() & avformat.AVFMT_TS_DISCONT) != 0;
    }

    AVStream video() {
        return video;
    }

    /** The sound; null where there is none, or where it is not wanted. */
    @Nullable AVStream sound() {
        return sound;
    }

    boolean isVideo(AVPacket packet) {
        return packet.stream_index() == video.index();
    }

    boolean isSound(AVPacket packet) {
        return sound != null && packet.stream_index() == sound.index();
    }

    /** Whether the container has sound, wanted or not. */
    boolean hasAudio() {
        for (int i = 0; i < container.nb_streams(); i++) {
            if (container.streams(i).codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO) {
                return true;
            }
        }
        return false;
    }

    /** Quarter turns, 0..3, that make the pictures upright, as the camera says. */
    int quarterTurnsClockwise() {
        AVPacketSideData matrix =
                avcodec.av_packet_side_data_get(
                        video.codecpar().coded_side_data(),
                        video.codecpar().nb_coded_side_data(),
                        avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null) {
            return 0;
        }
        double degreesCounterClockwise =
                avutil.av_display_rotation_get(new IntPointer(matrix.data()));
        return Math.floorMod(Math.round(-degreesCounterClockwise / 90), 4);
    }

    /** Width over height of a stored pixel; 0 where it is not known. The caller closes it. */
    AVRational pixelAspect() {
        return avformat.av_guess_sample_aspect_ratio(container, video, (AVFrame) null);
    }

    /** Pictures a second; 0 where it is not known. The caller closes it. */
    AVRational frameRate() {
        return avformat.av_guess_frame_rate(container, video, null);
    }

    private AVStream firstVideo() throws UnreadableVideoException {
        for (int i = 0; i < container.nb_streams(); i++) {
            AVStream candidate = container.streams(i);
            boolean cover = (candidate.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
            if (!cover && candidate.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO) {
                return candidate;
            }
        }
        throw new UnreadableVideoException(
                Kind.NO_VIDEO_STREAM, "the container has no video stream");
    }

    private @Nullable AVStream bestSound() {
        int index =
                avformat.av_find_best_stream(
                        container, avutil.AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0);
        return index < 0 ? null : container.streams(index);
    }
}
