package io.adgaze.connectors.erasure;

import static io.adgaze.connectors.erasure.ErasureScenario.fixation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adgaze.connectors.embedded.DuckDb;
import io.adgaze.connectors.erasure.InterruptedStore.KilledException;
import io.adgaze.records.tables.TableRows;
import io.adgaze.storage.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An erasure, whole and cut short anywhere. */
class ErasureTest {

    private static final String BEFORE = "2026-11-22T09:00:00Z";
    private static final String WITHDREW = "2026-11-22T12:00:00Z";
    private static final String AFTER = "2026-11-22T13:00:00Z";

    @TempDir private Path root;

    @Test
    void takesOutWhatIsWithdrawnAndNothingElse() throws Exception {
        ErasureScenario scenario = withdrawn("whole");

        assertThat(scenario.erase(new FileObjectStore())).containsExactly("w-1");

        assertErased(scenario);
    }

    @Test
    void killedAtAnyMomentAndRunAgainItEndsTheSame() throws Exception {
        int moments = 0;
        for (boolean killed = true; killed; moments++) {
            ErasureScenario scenario = withdrawn("killed-" + moments);
            killed = isKilled(scenario, moments);

            scenario.erase(new FileObjectStore());

            assertErased(scenario);
        }
        assertThat(moments).as("moments tried").isGreaterThan(20);
    }

    private static boolean isKilled(ErasureScenario scenario, int moments) throws IOException {
        try {
            scenario.erase(new InterruptedStore(moments));
            return false;
        } catch (KilledException e) {
            return true;
        }
    }

    @Test
    void waitsForTheAdsReport() throws Exception {
        ErasureScenario scenario = scenario("waits");
        scenario.report();
        Path ad = find(scenario.output(), "ads", "part-0.parquet");
        scenario.withdraw("w-1", "v-1", WITHDREW);
        Files.setLastModifiedTime(ad, FileTime.fromMillis(0)); // Long before.

        assertThat(scenario.erase(new FileObjectStore())).isEmpty();

        scenario.report();
        assertThat(scenario.erase(new FileObjectStore())).containsExactly("w-1");
        assertErased(scenario);
    }

    @Test
    void rowsThatComeBackAreErasedAgainAndCounted() throws Exception {
        ErasureScenario scenario = withdrawn("again");
        scenario.erase(new FileObjectStore());
        scenario.fixations("part-restored.parquet", fixation("s-1", "v-1", 0));

        assertThat(scenario.erase(new FileObjectStore())).containsExactly("w-1");

        assertThat(receipt(scenario).at("/rows_deleted/fixations").asInt()).isEqualTo(6);
        assertThat(scenario.erase(new FileObjectStore())).as("nothing more to say").isEmpty();
    }

    @Test
    void aBrokenFileKeepsNobodyFromBeingErasedButThereIsNoReceipt() throws Exception {
        ErasureScenario scenario = withdrawn("broken");
        Path broken = find(scenario.output(), "fixations", "part-b.parquet");
        byte[] content = Files.readAllBytes(broken);
        Files.writeString(broken, "no Parquet");

        assertThat(scenario.erase(new FileObjectStore())).isEmpty();

        assertThat(column(scenario, "sessions", "session_id")).isEmpty();
        Files.write(broken, content);
        assertThat(scenario.erase(new FileObjectStore())).containsExactly("w-1");
        assertErased(scenario);
    }

    @Test
    void ofTwoWithdrawalsOfOneSessionNeitherIsDoneBeforeItsAdIsReported() throws Exception {
        ErasureScenario scenario = scenario("two");
        scenario.report();
        Files.setLastModifiedTime(
                find(scenario.output(), "ads", "part-0.parquet"), FileTime.fromMillis(0));
        scenario.withdraw("w-1", "v-1", WITHDREW);
        scenario.withdraw("w-2", "v-1", "2026-11-22T12:00:01Z");

        assertThat(scenario.erase(new FileObjectStore())).isEmpty();

        scenario.report();
        assertThat(scenario.erase(new FileObjectStore())).containsExactlyInAnyOrder("w-1", "w-2");
        assertErased(scenario);
    }

    @Test
    void aWithdrawalThatHasJustLandedIsErasedAndGetsItsReceiptLater() throws Exception {
        ErasureScenario scenario = scenario("young");
        Path withdrawal = scenario.withdraw("w-1", "v-1", WITHDREW);
        FileTime landed = Files.getLastModifiedTime(withdrawal);
        Files.setLastModifiedTime(withdrawal, FileTime.from(Instant.now()));
        assertThat(scenario.erase(new FileObjectStore())).isEmpty();
        assertThat(column(scenario, "sessions", "session_id")).isEmpty();

        Files.setLastModifiedTime(withdrawal, landed);
        scenario.report();
        assertThat(scenario.erase(new FileObjectStore())).containsExactly("w-1");
        assertErased(scenario);
    }

    private ErasureScenario withdrawn(String name) throws IOException {
        ErasureScenario scenario = scenario(name);
        scenario.withdraw("w-1", "v-1", WITHDREW);
        scenario.report();
        return scenario;
    }

    /** A viewer before and after a withdrawal, and with a session whose manifest is gone. */
    private ErasureScenario scenario(String name) throws IOException {
        ErasureScenario scenario = new ErasureScenario(root.resolve(name));
        scenario.session("s-1", "v-1", BEFORE);
        scenario.session("s-unmeasured", "v-1", BEFORE);
        scenario.session("s-anew", "v-1", AFTER);
        scenario.session("s-2", "v-2", BEFORE);
        scenario.rejected("s-unmeasured");
        scenario.rejected("s-2");
        scenario.fixations(
                "part-a.parquet",
                fixation("s-1", "v-1", 0),
                fixation("s-2", "v-2", 0),
                fixation("s-1", "v-1", 1),
                fixation("s-anew", "v-1", 0),
                fixation("s-2", "v-2", 1));
        scenario.fixations("part-b.parquet", fixation("s-1", "v-1", 2), fixation("s-1", "v-1", 3));
        scenario.fixations("part-c.parquet", fixation("s-gone", "v-1", 0));
        scenario.sessions(
                "part-a.parquet",
                TableRows.session("s-1", ErasureScenario.AD),
                TableRows.session("s-gone", ErasureScenario.AD));
        return scenario;
    }

    private static void assertErased(ErasureScenario scenario) throws Exception {
        assertThat(column(scenario, "fixations", "session_id || fixation_n"))
                .containsExactly("s-20", "s-21", "s-anew0");
        assertThat(column(scenario, "sessions", "session_id")).isEmpty();
        assertThat(Files.readString(find(scenario.output(), "rejected", "part-0.jsonl")))
                .isEqualTo("{\"session_id\": \"s-2\", \"message\": \"ä\"}\n");
        assertThat(names(scenario.landing().resolve("ad_id=a-1")))
                .containsExactly("session=s-2", "session=s-anew");
        assertThat(find(scenario.output(), "fixations", "part-b.parquet"))
                .as("a checkpoint may name it")
                .exists();

        JsonNode receipt = receipt(scenario);
        assertThat(receipt.at("/rows_deleted/fixations").asInt()).isEqualTo(5);
        assertThat(receipt.at("/rows_deleted/sessions").asInt()).isEqualTo(2);
        assertThat(receipt.path("objects_deleted").asInt()).isEqualTo(4);
        assertThat(receipt.path("exports_rewritten").asInt()).isEqualTo(1);
        assertThat(receipt.toString()).doesNotContain("v-1").doesNotContain("s-1");
    }

    private static List<String> column(ErasureScenario scenario, String table, String column)
            throws Exception {
        String sql =
                "SELECT %s AS x FROM '%s/%s/v=2/*/*/*.parquet' ORDER BY x"
                        .formatted(column, scenario.output(), table);
        try (DuckDb duckDb = DuckDb.open()) {
            return duckDb.query(sql);
        }
    }

    private static JsonNode receipt(ErasureScenario scenario) throws IOException {
        Path erasures = scenario.output().resolve("erasures");
        try (Stream<Path> files = Files.walk(erasures)) {
            Path receipt =
                    files.filter(file -> file.endsWith("w-1.json")).findFirst().orElseThrow();
            assertThat(erasures.relativize(receipt).toString()).matches("dt=[0-9-]{10}/w-1.json");
            return new ObjectMapper().readTree(receipt.toFile());
        }
    }

    private static Path find(Path output, String table, String name) throws IOException {
        try (Stream<Path> files = Files.walk(output.resolve(table))) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    /** Of what has any file in it. */
    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).getName(0).toString())
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
