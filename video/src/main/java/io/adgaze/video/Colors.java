package io.adgaze.video;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * How pictures are coloured, in the code points of ITU-T H.273.
 *
 * @param space FFmpeg's {@code AVCOL_SPC_*}: how RGB became YUV
 * @param primaries FFmpeg's {@code AVCOL_PRI_*}
 * @param transfer FFmpeg's {@code AVCOL_TRC_*}
 */
record Colors(int space, int primaries, int transfer) {

    /** High definition as players expect it that do not look at tags. */
    static final Colors BT709 =
            new Colors(avutil.AVCOL_SPC_BT709, avutil.AVCOL_PRI_BT709, avutil.AVCOL_TRC_BT709);

    private static final String RESERVED = "reserved";

    /** Those that SwScale has coefficients for, or that need none. */
    private static final Set<Integer> CONVERTIBLE =
            Set.of(
                    avutil.AVCOL_SPC_RGB,
                    avutil.AVCOL_SPC_BT709,
                    avutil.AVCOL_SPC_UNSPECIFIED,
                    avutil.AVCOL_SPC_FCC,
                    avutil.AVCOL_SPC_BT470BG,
                    avutil.AVCOL_SPC_SMPTE170M,
                    avutil.AVCOL_SPC_SMPTE240M,
                    avutil.AVCOL_SPC_BT2020_NCL);

    /**
     * What a video's header says. Values that H.273 reserves say nothing, and some cameras write
     * them.
     *
     * @throws UnreadableVideoException when they cannot be converted
     */
    static Colors of(AVCodecParameters video) throws UnreadableVideoException {
        Colors colors =
                new Colors(
                        isNamed(avutil.av_color_space_name(video.color_space()))
                                ? video.color_space()
                                : avutil.AVCOL_SPC_UNSPECIFIED,
                        isNamed(avutil.av_color_primaries_name(video.color_primaries()))
                                ? video.color_primaries()
                                : avutil.AVCOL_PRI_UNSPECIFIED,
                        isNamed(avutil.av_color_transfer_name(video.color_trc()))
                                ? video.color_trc()
                                : avutil.AVCOL_TRC_UNSPECIFIED);
        if (!CONVERTIBLE.contains(colors.space)) {
            throw new UnreadableVideoException(
                    Kind.BROKEN,
                    "colours coded as %s cannot be converted; those of BT.709 can"
                            .formatted(avutil.av_color_space_name(colors.space).getString()));
        }
        return colors;
    }

    /** Whether they are brighter than 8 bits can show: PQ or HLG (ITU-R BT.2100). */
    boolean areHighDynamicRange() {
        return transfer == avutil.AVCOL_TRC_SMPTE2084 || transfer == avutil.AVCOL_TRC_ARIB_STD_B67;
    }

    /** What pictures of these colours have once they are YUV of 8 bits. */
    Colors inEightBits() {
        if (areHighDynamicRange()) {
            return BT709;
        }
        return space == avutil.AVCOL_SPC_RGB
                ? new Colors(avutil.AVCOL_SPC_UNSPECIFIED, primaries, transfer)
                : this;
    }

    /** Tags a picture with them. */
    void tag(AVFrame picture) {
        picture.colorspace(space);
        picture.color_primaries(primaries);
        picture.color_trc(transfer);
    }

    private static boolean isNamed(@Nullable BytePointer name) {
        return name != null && !name.getString().equals(RESERVED);
    }
}
