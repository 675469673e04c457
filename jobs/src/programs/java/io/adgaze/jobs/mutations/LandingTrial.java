package io.adgaze.jobs.mutations;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.adgaze.jobs.Clips;
import io.adgaze.jobs.EngagementRun;
import io.adgaze.jobs.LandingBucket;
import io.adgaze.jobs.LandingFolder;
import io.adgaze.jobs.Tables;
import io.adgaze.records.LandingLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Mutated input landed among good neighbours, in one job, which must not notice. */
final class LandingTrial {

    static final String AD = LandingFolder.AD_ID;

    /** Mutated sessions watch another ad, whose figures are theirs. */
    private static final String OTHER_AD = "a-other";

    private static final List<String> GOOD = List.of("good-1", "good-2");
    private static final long GOOD_MS = 2500;

    private final long seed;
    private final Seeds seeds;
    private final LandingBucket bucket;

    LandingTrial(long seed, Seeds seeds, LandingBucket bucket) {
        this.seed = seed;
        this.seeds = seeds;
        this.bucket = bucket;
    }

    /** How many sessions that landed were neither measured nor rejected, and rows that differ. */
    int run(int inputs) throws Exception {
        landGood();
        Map<String, Object> before = neighboursRows("s3://adgaze/without");
        bucket.landAd(OTHER_AD);
        int stored = 0;
        for (int i = 0; i < inputs; i++) {
            stored += land(i) ? 1 : 0;
        }
        String output = "s3://adgaze/with";
        Map<String, Object> after = neighboursRows(output);
        System.out.printf("%d mutated inputs landed, and the job did not fail.%n", stored);
        return (before.equals(after) ? 0 : 1) + lost(output);
    }

    private void landGood() throws Exception {
        bucket.landAd(AD);
        for (int i = 0; i < GOOD.size(); i++) {
            String session = GOOD.get(i);
            bucket.landRecording(session, Clips.ofSample(i + 1, GOOD_MS));
            bucket.landManifest(LandingFolder.clipManifest(i + 1, session, GOOD_MS));
        }
    }

    /** False when the store does not take such a key. */
    private boolean land(int number) throws Exception {
        RandomGenerator random = new SplittableRandom(seed + number);
        Kind kind = Kind.values()[number % Kind.values().length];
        String session = "m-" + number;
        String at = LandingLayout.sessionFolder(LandingBucket.LANDING, OTHER_AD, session);
        byte[] recording = seeds.recording(Kind.WEBM_RECORDING);
        byte[] manifest = seeds.manifest(session).put("ad_id", OTHER_AD).toString().getBytes(UTF_8);
        ContainerMutation containers = new ContainerMutation(random);
        switch (kind) {
            case WEBM_RECORDING, MP4_RECORDING -> recording = containers.of(seeds.recording(kind));
            case AD -> {
                String ad = "a-" + number;
                at = LandingLayout.sessionFolder(LandingBucket.LANDING, ad, session);
                manifest = seeds.manifest(session).put("ad_id", ad).toString().getBytes(UTF_8);
                bucket.put(
                        LandingLayout.adUri(LandingBucket.ADS, ad), containers.of(seeds.ad()));
            }
            case MANIFEST -> manifest = seeds.mutatedManifest(session, random);
            case KEY -> at = new KeyMutation(random).of(at);
            default -> throw new IllegalStateException(kind.name());
        }
        try {
            bucket.put(at + "webcam.webm", recording);
            bucket.put(at + LandingLayout.MANIFEST, manifest);
            return true;
        } catch (IOException | IllegalArgumentException refused) {
            return false;
        }
    }

    private Map<String, Object> neighboursRows(String output) throws Exception {
        EngagementRun run = new EngagementRun(LandingBucket.LANDING, LandingBucket.ADS);
        run.configuration().addAll(bucket.flinkConfiguration());
        run.run(output);
        try (Tables tables = Tables.in(files(output))) {
            String ofGood = " WHERE session_id IN ('good-1', 'good-2') ORDER BY ALL";
            return Map.of(
                    "viewer_seconds", tables.query("FROM viewer_seconds" + ofGood),
                    "sessions", tables.query("FROM sessions" + ofGood),
                    "ad_seconds",
                            tables.query("FROM ad_seconds WHERE ad_id = '" + AD + "' ORDER BY ALL"));
        }
    }

    private int lost(String output) throws Exception {
        try (Tables tables = Tables.in(files(output))) {
            long measured = (long) tables.value("SELECT count(*) FROM sessions");
            long rejected = (long) tables.value("SELECT count(*) FROM rejected");
            System.out.printf("%d sessions measured, %d rejections.%n", measured, rejected);
            int lost = 0;
            for (String session : bucket.sessions()) {
                String ofIt = " WHERE session_id = '" + session + "'";
                long rows =
                        (long) tables.value("SELECT count(*) FROM sessions" + ofIt)
                                + (long) tables.value("SELECT count(*) FROM rejected" + ofIt);
                if (rows == 0) {
                    System.out.println(session + " is neither measured nor rejected");
                    lost++;
                }
            }
            return lost;
        }
    }

    private Path files(String uri) {
        return bucket.files(uri);
    }
}
