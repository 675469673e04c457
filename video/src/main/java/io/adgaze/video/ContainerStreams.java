package io.adgaze.video;

import static java.util.Objects.requireNonNull;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * Those of a container's streams that are read: its pictures, and its best sound if wanted. FFmpeg
 * passes over the others without reading or probing them, where the header says what there is; some
 * containers have none, and tell only while they are probed. Sound is always listened to, since it
 * tells when a recording begins.
 *
 * <p>Of several video tracks that are no cover the container's default one is read, or else the
 * largest.
 */
final class ContainerStreams {

    /** Pictures that come with a video, such as its cover. */
    private static final int STILL =
            avformat.AV_DISPOSITION_ATTACHED_PIC
                    | avformat.AV_DISPOSITION_TIMED_THUMBNAILS
                    | avformat.AV_DISPOSITION_STILL_IMAGE;

    private static final Comparator<AVStream> BEST_LAST =
            Comparator.comparing(ContainerStreams::isDefault)
                    .thenComparing(ContainerStreams::pixels)
                    .thenComparing(AVStream::index, Comparator.reverseOrder());

    private final AVFormatContext container;
    private final boolean wantsSound;
    private final boolean readInOrder;
    private @Nullable AVStream video;
    private @Nullable AVStream sound;

    /** How the streams of an opened container are selected. */
    @FunctionalInterface
    interface Selection {
        ContainerStreams of(AVFormatContext container) throws UnreadableVideoException;
    }

    private ContainerStreams(AVFormatContext container, boolean wantsSound)
            throws UnreadableVideoException {
        this.container = container;
        this.readInOrder = container.iformat().name().getString().startsWith("matroska");
        this.wantsSound = wantsSound;
        if (headerTellsStreams()) {
            select();
        }
    }

    /** The pictures alone. */
    static ContainerStreams pictures(AVFormatContext container) throws UnreadableVideoException {
        return new ContainerStreams(container, false);
    }

    /** The pictures and the sound. */
    static ContainerStreams picturesAndSound(AVFormatContext container)
            throws UnreadableVideoException {
        return new ContainerStreams(container, true);
    }

    /**
     * Has FFmpeg find out what the container's header does not say. It decodes pictures for that,
     * whose true size may differ from what the header says.
     *
     * @return FFmpeg's result
     * @throws UnreadableVideoException when that found no pictures
     */
    int probe(VideoLimits limits) throws UnreadableVideoException {
        int streams = container.nb_streams();
        try (PointerPointer<AVDictionary> options = new PointerPointer<>(streams)) {
            for (int i = 0; i < streams; i++) {
                AVDictionary ofStream = new AVDictionary(null);
                if (isVideo(container.streams(i))) {
                    avutil.av_dict_set_int(ofStream, "max_pixels", limits.maxPixels(), 0);
                }
                options.put(i, ofStream);
            }
            listenToSound(avcodec.AVDISCARD_DEFAULT);
            int result = avformat.avformat_find_stream_info(container, options);
            for (int i = 0; i < streams; i++) {
                avutil.av_dict_free(new AVDictionary(options.get(i)));
            }
            if (video == null) {
                select();
            }
            listenToSound(wantsSound ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
            if (areReadInOrder()) {
                takeAll();
            }
            sound = wantsSound ? bestSound() : null;
            return result;
        }
    }

    /** Whether it is known which stream has the pictures. */
    boolean isSelected() {
        return video != null;
    }

    /**
     * Whether all packets come, of whichever stream, as they lie in the file: in Matroska passing
     * over one reads it all the same.
     */
    boolean areReadInOrder() {
        return readInOrder;
    }

    private void takeAll() {
        streams().forEach(stream -> stream.discard(avcodec.AVDISCARD_DEFAULT));
    }

    /** Sound that is not wanted still tells when the recording begins. */
    private void listenToSound(int discard) {
        streams().filter(ContainerStreams::isSound).forEach(stream -> stream.discard(discard));
    }

    /**
     * The earliest timestamp of pictures and sound in microseconds, known once they are probed;
     * AV_NOPTS_VALUE where the container does not say.
     */
    long startUs() {
        return streams()
                .filter(ContainerStreams::isSound)
                .mapToLong(ContainerStreams::startUs)
                .filter(soundUs -> soundUs != avutil.AV_NOPTS_VALUE)
                // Sound ahead of 0 is what its decoder needs to begin, and is not heard.
                .map(soundUs -> isBroadcast() ? soundUs : Math.max(0, soundUs))
                .reduce(startUs(video()), ContainerStreams::earlier);
    }

    /** Of two times of which the first one may be unknown. */
    private static long earlier(long us, long soundUs) {
        return us == avutil.AV_NOPTS_VALUE ? soundUs : Math.min(us, soundUs);
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

    /** The pictures; there are some once {@link #isSelected()}. */
    AVStream video() {
        return requireNonNull(video);
    }

    /** The sound; null where there is none, or where it is not wanted. */
    @Nullable AVStream sound() {
        return sound;
    }

    boolean isVideo(AVPacket packet) {
        return packet.stream_index() == video().index();
    }

    boolean isSound(AVPacket packet) {
        return sound != null && packet.stream_index() == sound.index();
    }

    /** Whether the container has sound, wanted or not. */
    boolean hasAudio() {
        return streams().anyMatch(ContainerStreams::isSound);
    }

    /** How the pictures become upright, as the container says. */
    Orientation orientation() {
        AVPacketSideData matrix =
                avcodec.av_packet_side_data_get(
                        video().codecpar().coded_side_data(),
                        video().codecpar().nb_coded_side_data(),
                        avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        return matrix == null ? Orientation.UPRIGHT : Orientation.of(new IntPointer(matrix.data()));
    }

    /**
     * Width over height of a stored pixel; 1 where it is not known.
     *
     * @param frame a picture of the video; null for what the container says of all
     */
    double pixelAspect(@Nullable AVFrame frame) {
        try (AVRational aspect = avformat.av_guess_sample_aspect_ratio(container, video(), frame)) {
            return aspect.num() > 0 && aspect.den() > 0 ? avutil.av_q2d(aspect) : 1;
        }
    }

    /** Pictures a second; 0 where it is not known. The caller closes it. */
    AVRational frameRate() {
        return avformat.av_guess_frame_rate(container, video(), null);
    }

    /**
     * Whether one can select before probing. A container without a header may have more streams
     * than are known yet, and of several only those with a size can be compared.
     */
    private boolean headerTellsStreams() {
        List<AVStream> candidates = streams().filter(ContainerStreams::isCandidate).toList();
        boolean open = (container.ctx_flags() & avformat.AVFMTCTX_NOHEADER) != 0;
        return candidates.isEmpty()
                ? !open
                : candidates.size() == 1
                        || candidates.stream().allMatch(stream -> pixels(stream) > 0);
    }

    private void select() throws UnreadableVideoException {
        AVStream selected =
                streams()
                        .filter(ContainerStreams::isCandidate)
                        .max(BEST_LAST)
                        .orElseThrow(
                                () ->
                                        new UnreadableVideoException(
                                                Kind.NO_VIDEO_STREAM,
                                                "the container has no video stream"));
        streams()
                .filter(stream -> stream.index() != selected.index())
                .filter(stream -> !wantsSound || !isSound(stream))
                .forEach(stream -> stream.discard(avcodec.AVDISCARD_ALL));
        video = selected;
    }

    private Stream<AVStream> streams() {
        return IntStream.range(0, container.nb_streams()).mapToObj(container::streams);
    }

    private static boolean isCandidate(AVStream stream) {
        return isVideo(stream) && (stream.disposition() & STILL) == 0;
    }

    private static boolean isVideo(AVStream stream) {
        return stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO;
    }

    private static boolean isSound(AVStream stream) {
        return stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO;
    }

    private static boolean isDefault(AVStream stream) {
        return (stream.disposition() & avformat.AV_DISPOSITION_DEFAULT) != 0;
    }

    private static long pixels(AVStream stream) {
        return (long) stream.codecpar().width() * stream.codecpar().height();
    }

    private @Nullable AVStream bestSound() {
        int index =
                avformat.av_find_best_stream(
                        container, avutil.AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0);
        return index < 0 ? null : container.streams(index);
    }
}
