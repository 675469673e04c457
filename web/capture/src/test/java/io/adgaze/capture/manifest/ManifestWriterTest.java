package io.adgaze.capture.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adgaze.capture.consent.ConsentGiven;
import io.adgaze.capture.identity.RandomIds;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.sessions.Stage;
import io.adgaze.capture.studies.Ad;
import io.adgaze.capture.studies.ReturnAddresses;
import io.adgaze.capture.studies.Study;
import io.adgaze.capture.studies.StudyState;
import io.adgaze.records.ContractSchema;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.Purpose;
import io.adgaze.records.SessionPath;
import io.adgaze.records.manifest.ValidManifest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Whatever the studio may report, the manifest that is made of it is one that the job takes. */
class ManifestWriterTest {

    private static final int JOURNEYS = 1_000;
    private static final ContractSchema SCHEMA = ContractSchema.of("manifest");
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64) \"quoted\" \u00e4 \\ ";

    private final JsonMapper json = JsonMapper.builder().build();
    private final ManifestWriter writer = new ManifestWriter(json, Clock.systemUTC());
    private final RandomIds ids = new RandomIds();

    @Test
    void aThousandJourneysAreTakenByTheJobAndValid() throws Exception {
        for (long seed = 0; seed < JOURNEYS; seed++) {
            ObjectNode reported = StudioJourney.report(seed);
            SessionFacts known = facts(reported.get("recordings").size(), new Random(seed));
            SessionPath path = pathOf(known.session());

            byte[] written =
                    writer.write(
                            known,
                            json.readValue(reported.toString(), StudioReport.class),
                            seed % 10 == 0 ? null : AGENT.repeat((int) (seed % 13)),
                            path);

            assertThat(SCHEMA.errors(new String(written, UTF_8))).as("seed %s", seed).isEmpty();
            requireSame(reported, known, ValidManifest.read(written, path, Instant.now()));
            requireKept(reported, new ObjectMapper().readTree(written));
        }
    }

    private static void requireSame(ObjectNode reported, SessionFacts known, ValidManifest read) {
        assertThat(read.recordings()).isEqualTo(known.recordings());
        assertThat(read.viewerKey()).isEqualTo(known.session().viewerKey());
        assertThat(read.consent().purposes()).isEqualTo(known.consent().purposes());
        assertThat(read.calibration()).hasSameSizeAs(reported.get("calibration"));
        assertThat(read.deviceClass()).isEqualTo(reported.at("/device/class").asText());
    }

    /** What the studio tells stands there as it was told. */
    private static void requireKept(ObjectNode reported, JsonNode written) {
        for (String field : List.of("started_at", "player_events", "calibration")) {
            assertThat(written.get(field).equals(ManifestWriterTest::compare, reported.get(field)))
                    .as(field)
                    .isTrue();
        }
    }

    /** 96 and 96.0 are one number. */
    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return Double.compare(one.doubleValue(), other.doubleValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    private SessionFacts facts(int recordings, Random random) {
        Participation session =
                new Participation(
                        ids.id("s"),
                        ids.id("st"),
                        "token",
                        UUID.randomUUID(),
                        ids.id("v"),
                        null,
                        ids.id("a") + (random.nextBoolean() ? ".test" : ""),
                        false,
                        random.nextBoolean() ? "en" : "de",
                        ids.seed(),
                        Stage.UPLOADED,
                        Instant.now(),
                        null,
                        null,
                        null);
        return new SessionFacts(
                session,
                study(session, random),
                new ConsentGiven(
                        ids.id("c"),
                        session.sessionId(),
                        "2026-11",
                        "0a".repeat(32),
                        purposes(random),
                        false,
                        Instant.now()),
                IntStream.range(0, recordings).mapToObj("recording-%d.webm"::formatted).toList());
    }

    private static Study study(Participation session, Random random) {
        return new Study(
                session.studyId(),
                UUID.randomUUID(),
                "A study",
                random.nextBoolean() ? "campaign.1" : null,
                new Ad(session.adId(), "video/mp4", 30_000, 1280, 720),
                EnumSet.allOf(Purpose.class),
                Set.of("en", "de"),
                10,
                30,
                null,
                new ReturnAddresses(null, null, null),
                new StudyState(false, false, false));
    }

    private static Set<Purpose> purposes(Random random) {
        List<Purpose> all = new ArrayList<>(List.of(Purpose.values()));
        Collections.shuffle(all, random);
        return EnumSet.copyOf(all.subList(0, 1 + random.nextInt(all.size())));
    }

    private static SessionPath pathOf(Participation session) {
        String folder =
                LandingLayout.sessionFolder("s3://b/sessions", session.adId(), session.sessionId());
        return new SessionPath(session.adId(), session.sessionId(), folder, LandingLayout.MANIFEST);
    }
}
