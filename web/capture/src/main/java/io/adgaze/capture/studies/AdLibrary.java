package io.adgaze.capture.studies;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.adgaze.capture.identity.RandomIds;
import io.adgaze.capture.settings.CaptureSettings;
import io.adgaze.records.LandingLayout;
import io.adgaze.storage.ObjectStore;
import io.adgaze.video.UnreadableVideoException;
import io.adgaze.video.VideoInfo;
import io.adgaze.video.VideoLimits;
import io.adgaze.video.VideoProbe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Service;

/**
 * Takes in ads: probed, under an id of their own, and a second time for sessions that do not count.
 */
@Service
public class AdLibrary {

    private static final String CONTENT_TYPE = "video/mp4";

    /** ISO base media files begin with a box of this type, after its length. */
    private static final String MP4_MARK = "ftyp";

    private static final int MARK_END = 8;

    private final ObjectStore objects;
    private final RandomIds ids;
    private final CaptureSettings settings;

    AdLibrary(ObjectStore objects, RandomIds ids, CaptureSettings settings) {
        this.objects = objects;
        this.ids = ids;
        this.settings = settings;
    }

    /**
     * Takes in an ad.
     *
     * @param video an MP4 file, which stays the caller's
     * @throws UnplayableAdException when it is none that the job reads
     */
    public Ad add(Path video) throws IOException, UnplayableAdException {
        requireMp4(video);
        VideoInfo info = probe(video);
        Ad ad =
                new Ad(
                        ids.id("a"),
                        CONTENT_TYPE,
                        info.durationMs(),
                        info.widthPx(),
                        info.heightPx());
        objects.write(LandingLayout.adUri(settings.ads(), ad.adId()), video);
        objects.write(LandingLayout.adUri(settings.ads(), ad.testId()), video);
        return ad;
    }

    private static void requireMp4(Path video) throws IOException, UnplayableAdException {
        try (InputStream in = Files.newInputStream(video)) {
            byte[] start = in.readNBytes(MARK_END);
            boolean isMp4 =
                    start.length == MARK_END
                            && new String(start, MARK_END / 2, MARK_END / 2, US_ASCII)
                                    .equals(MP4_MARK);
            if (!isMp4) {
                throw new UnplayableAdException("it is no MP4 file");
            }
        }
    }

    private static VideoInfo probe(Path video) throws IOException, UnplayableAdException {
        try (SeekableByteChannel channel = Files.newByteChannel(video)) {
            VideoInfo info = VideoProbe.probe(channel, VideoLimits.DEFAULT);
            if (info.durationMs() <= 0) {
                throw new UnplayableAdException("it has no pictures, or no length");
            }
            return info;
        } catch (UnreadableVideoException e) {
            throw new UnplayableAdException("it cannot be read: " + e.getMessage(), e);
        }
    }
}
