package io.adgaze.jobs.mutations;

import io.adgaze.connectors.landing.AdProbe;
import io.adgaze.connectors.landing.LandingOptions;
import io.adgaze.connectors.landing.ManifestReader;
import io.adgaze.records.density.AdGaze;
import io.adgaze.records.LandedObject;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.RejectedException;
import io.adgaze.records.SessionPath;
import io.adgaze.reports.heatmap.HeatmapRenderer;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.S3Settings;
import io.adgaze.video.UnreadableVideoException;
import io.adgaze.video.VideoDecoder;
import io.adgaze.video.VideoFrame;
import io.adgaze.video.VideoLimits;
import io.adgaze.video.VideoProbe;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Mutated input through the job's own classes, one after another in this process. */
final class ClassesTrial implements AutoCloseable {

    private static final int MAX_SIDE_PX = 2560;
    private static final long MAX_RECORDING_BYTES = 200L << 20;
    private static final String SESSION = "s-mutated";
    private static final int TOLD_EVERY = 1000;

    private final long seed;
    private final Path folder;
    private final Seeds seeds;
    private final TrialReport report;
    private final ObjectStore store = ObjectStores.of(S3Settings.of(Map.of()));
    private final VideoLimits limits = VideoLimits.DEFAULT.withMaxSidePx(MAX_SIDE_PX);

    ClassesTrial(long seed, Path folder, Seeds seeds, TrialReport report) {
        this.seed = seed;
        this.folder = folder;
        this.seeds = seeds;
        this.report = report;
    }

    /** The inputs of these numbers, the last one left out. */
    void run(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            Kind kind = Kind.values()[i % Kind.values().length];
            report.count(kind, i, attempt(kind, i));
            if ((i + 1) % TOLD_EVERY == 0) {
                System.out.printf("%d inputs tried.%n", i + 1);
            }
        }
    }

    private Attempt attempt(Kind kind, int number) throws IOException {
        RandomGenerator random = new SplittableRandom(seed + number);
        ProcessMemory.resetPeak();
        long residentMib = ProcessMemory.residentMib();
        long start = System.nanoTime();
        Attempt.Outcome outcome;
        String fault = null;
        try {
            outcome = take(kind, random) ? Attempt.Outcome.READ : Attempt.Outcome.REFUSED;
        } catch (Exception | LinkageError | StackOverflowError e) {
            outcome = Attempt.Outcome.FAILED;
            fault = e.toString();
        }
        long ms = (System.nanoTime() - start) / 1_000_000;
        return new Attempt(outcome, fault, ms, ProcessMemory.peakMib() - residentMib);
    }

    /** False when the input is refused, as the job would report it. */
    private boolean take(Kind kind, RandomGenerator random) throws Exception {
        return switch (kind) {
            case WEBM_RECORDING, MP4_RECORDING ->
                    decode(new ContainerMutation(random).of(seeds.recording(kind)));
            case AD -> render(new ContainerMutation(random).of(seeds.ad()));
            case MANIFEST -> readManifest(seeds.mutatedManifest(SESSION, random));
            case KEY -> LandingLayout.parse(mutatedKey(random)).isPresent();
        };
    }

    private static String mutatedKey(RandomGenerator random) {
        String key = LandingLayout.sessionFolder("s3://b/landing", LandingTrial.AD, SESSION);
        return new KeyMutation(random).of(key + LandingLayout.MANIFEST);
    }

    private boolean decode(byte[] recording) throws IOException {
        try (SeekableByteChannel channel = open(recording);
                VideoDecoder decoder = VideoDecoder.open(channel, limits)) {
            for (VideoFrame f = decoder.next(); f != null; f = decoder.next()) {
                f.close();
            }
            return true;
        } catch (UnreadableVideoException refused) {
            return false;
        }
    }

    private boolean render(byte[] ad) throws IOException {
        try (SeekableByteChannel channel = open(ad)) {
            VideoProbe.probe(channel, limits);
        } catch (UnreadableVideoException refused) {
            return false;
        }
        try (SeekableByteChannel channel = open(ad)) {
            new HeatmapRenderer(limits).render(channel, AdGaze.NONE, 1, folder.resolve("heatmap.mp4"));
            return true;
        } catch (UnreadableVideoException refused) {
            return false;
        }
    }

    private SeekableByteChannel open(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("input"), content);
        ObjectRef ref = store.head(file.toString()).orElseThrow();
        return store.open(ref);
    }

    private boolean readManifest(byte[] manifest) throws IOException {
        SessionPath path = landed();
        Path session = Files.createDirectories(Path.of(path.folderUri()));
        Files.write(session.resolve(LandingLayout.MANIFEST), manifest);
        Files.write(session.resolve("webcam.webm"), seeds.recording(Kind.WEBM_RECORDING));
        Files.createDirectories(folder.resolve("ads"));
        Files.write(folder.resolve("ads").resolve(LandingTrial.AD + ".mp4"), seeds.ad());
        LandingOptions options =
                new LandingOptions(
                        folder.resolve("ads").toString(),
                        folder.resolve("withdrawals").toString(),
                        MAX_RECORDING_BYTES);
        try {
            new ManifestReader(store, options, AdProbe.video(MAX_SIDE_PX))
                    .read(LandedObject.at(path, "1", 0));
            return true;
        } catch (RejectedException refused) {
            return false;
        }
    }

    private SessionPath landed() {
        String uri =
                LandingLayout.sessionFolder(folder.toString(), LandingTrial.AD, SESSION)
                        + LandingLayout.MANIFEST;
        Optional<SessionPath> path = LandingLayout.parse(uri);
        return path.orElseThrow();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
