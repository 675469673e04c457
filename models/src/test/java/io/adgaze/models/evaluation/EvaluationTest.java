package io.adgaze.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the evaluation on a slice of data made from what the project ships. */
class EvaluationTest {

    private static final Path SAMPLES = Path.of("../jobs/src/programs/resources/samples/sessions");
    private static final String CLIP = "s-demo-1";

    private static final byte HAPPY = 3;
    private static final byte SAD = 4;

    @TempDir static Path folder;

    private static JsonNode json;
    private static String page;

    @BeforeAll
    static void evaluate() throws IOException {
        Path data = folder.resolve("data");
        List<byte[]> faces =
                List.of(
                        LabelledFaces.cutFace(1),
                        LabelledFaces.cutFace(0.8),
                        LabelledFaces.cutFace(0.6),
                        LabelledFaces.cutFace(0.9));
        // A smile each; the last is labelled wrongly, and the first has been trained on.
        LabelledFaces.writeArchive(
                data.resolve("fer2013/public_test.npz"), faces, HAPPY, HAPPY, HAPPY, SAD);
        LabelledFaces.writeArchive(data.resolve("fer2013/train.npz"), faces.subList(0, 1), HAPPY);
        LabelledFaces.writeLabelledPortrait(data.resolve("utkface"));
        copyClip(data.resolve("clips").resolve(CLIP));
        Path out = folder.resolve("out");

        assertThat(Evaluation.run(data.toString(), "--out", out.toString())).isZero();

        json = new ObjectMapper().readTree(out.resolve("evaluation.json").toFile());
        page = Files.readString(out.resolve("evaluation.md"));
    }

    private static void copyClip(Path to) throws IOException {
        Files.createDirectories(to);
        for (String file : List.of("webcam.webm", "truth.csv", "manifest.json")) {
            Files.copy(SAMPLES.resolve(CLIP).resolve(file), to.resolve(file));
        }
    }

    @Test
    void expressionsAreScoredAsTheyAreLabelled() {
        JsonNode set = json.at("/sections/expressions/sets/0");

        assertThat(set.at("/name").asText()).isEqualTo("public_test");
        assertThat(set.at("/all/accuracy").asDouble()).isEqualTo(0.75);
        assertThat(set.at("/all/confusion/3/3").asInt()).isEqualTo(3);
        assertThat(set.at("/all/confusion/4/3").asInt()).isEqualTo(1);
        assertThat(set.at("/unseen/pictures_n").asInt()).isEqualTo(3);
        assertThat(set.at("/unseen/accuracy").asDouble()).isCloseTo(2.0 / 3, within(1e-4));
        assertThat(set.at("/tracked/accuracy").asDouble()).isEqualTo(0.75);
        assertThat(set.at("/without_face_n").asInt()).isZero();
    }

    @Test
    void ageAndGenderAreScoredByGroup() {
        JsonNode result = json.at("/sections/age_and_gender");

        assertThat(result.at("/all/faces_n").asInt()).isEqualTo(1);
        assertThat(result.at("/all/age_error_years").asDouble()).isLessThan(12);
        assertThat(result.at("/all/gender_accuracy").asDouble()).isEqualTo(1);
        assertThat(faces(result, "women")).isEqualTo(1);
        assertThat(faces(result, "men")).isZero();
        assertThat(faces(result, "30-44")).isEqualTo(1);
        assertThat(faces(result, "women, 30-44")).isEqualTo(1);
    }

    private static int faces(JsonNode result, String group) {
        for (JsonNode candidate : result.get("groups")) {
            if (candidate.get("name").asText().equals(group)) {
                return candidate.get("faces_n").asInt();
            }
        }
        throw new AssertionError("no group " + group);
    }

    @Test
    void aClipsBlinksSmileAndGazeAreFound() {
        JsonNode clip = json.at("/sections/clips/clips/0");

        assertThat(json.at("/sections/clips/data").asText()).isEqualTo("clips");
        assertThat(clip.at("/name").asText()).isEqualTo(CLIP);
        double blinks = clip.at("/blinks/true_n").asDouble();
        assertThat(blinks).isGreaterThan(3);
        assertThat(clip.at("/blinks/matched_n").asDouble() / blinks).isGreaterThan(0.7);
        assertThat(clip.at("/blinks/precision").asDouble()).isGreaterThan(0.7);
        assertThat(clip.at("/blinks/offset_ms").asDouble()).isBetween(0.0, 150.0);
        assertThat(clip.at("/smile/correlation").asDouble()).isGreaterThan(0.7);
        assertThat(Math.abs(clip.at("/smile/onset_error_ms").asLong(9999))).isLessThan(500);
        double gaze = clip.at("/gaze/calibrated/distance").asDouble();
        assertThat(gaze).isBetween(0.1, 8.0);
        assertThat(clip.at("/gaze/constant/distance").asDouble()).isGreaterThan(2 * gaze);
    }

    @Test
    void eachModelIsTimed() {
        JsonNode models = json.at("/sections/timings/models");

        assertThat(models.findValuesAsText("name"))
                .containsExactly(
                        "face detector",
                        "face mesh",
                        "expression",
                        "age and gender",
                        "gaze features");
        assertThat(models)
                .allSatisfy(
                        model -> {
                            assertThat(model.get("calls_n").asInt()).isGreaterThan(100);
                            assertThat(model.get("median_ms").asDouble()).isPositive();
                            assertThat(model.get("ninetieth_ms").asDouble())
                                    .isGreaterThanOrEqualTo(model.get("median_ms").asDouble());
                        });
    }

    @Test
    void whatTheDataDoesNotHaveIsSaid() {
        assertThat(json.at("/skipped/gaze_stills").asText()).isEqualTo("gaze/stills/index.csv");
        assertThat(page)
                .contains("Skipped: gaze_stills; the data has no `gaze/stills/index.csv`.")
                .contains("Skipped: gaze_videos; the data has no `gaze/videos/*.csv`.");
    }

    @Test
    void thePageSaysWhatTheJsonSays() {
        assertThat(page)
                .contains("| expression, accuracy | 75.0 % | fer2013/public_test | 4 pictures |")
                .contains("| sad | 0 | 0 | 0 | 1 | 0 | 0 | 0 |")
                .contains("| women, 30-44 | 1 | 0 |");
        assertThat(json.at("/summary/0/value").asText()).isEqualTo("75.0 %");
    }

    @Test
    void withoutClipsTheProjectsSamplesAreScored(@TempDir Path data) throws IOException {
        Path samples = data.resolve("samples");
        copyClip(samples.resolve(CLIP));
        Files.writeString(samples.resolve(CLIP).resolve("truth.csv"), "recording_ms,blink\n0,0\n");

        ClipsResult result = new ClipsEvaluation(samples).score(data).orElseThrow();

        assertThat(result.data()).isEqualTo("the project's samples");
        assertThat(result.blinks().trueN()).isZero();
        assertThat(result.smileCorrelation()).isNull();
        assertThat(result.gaze()).isNull();
    }

    @Test
    void aBrokenFileIsNamed(@TempDir Path data) throws IOException {
        Path archive = data.resolve("fer2013/public_test.npz");
        LabelledFaces.writeArchive(archive, List.of(new byte[48 * 48]), HAPPY);
        byte[] whole = Files.readAllBytes(archive);

        for (byte[] broken :
                List.of(
                        "no archive".getBytes(StandardCharsets.US_ASCII),
                        Arrays.copyOf(whole, whole.length / 4),
                        new byte[0])) {
            Files.write(archive, broken);
            assertThatThrownBy(() -> new ExpressionEvaluation().score(data))
                    .isInstanceOf(BadDataException.class)
                    .hasMessageContaining("public_test.npz");
        }
        LabelledFaces.writeArchive(archive, List.of(new byte[48 * 48]), (byte) 7);
        assertThatThrownBy(() -> new ExpressionEvaluation().score(data))
                .isInstanceOf(BadDataException.class)
                .hasMessageEndingWith("label 7 is outside 0..6");
    }

    @Test
    void aRowWithoutItsPictureIsNamed(@TempDir Path data) throws IOException {
        Path index = data.resolve("utkface/index.csv");
        Files.createDirectories(index.getParent());
        Files.writeString(index, "image,age_years,gender\nmissing.png,1,male\n");

        assertThatThrownBy(() -> new DemographicsEvaluation().score(data))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("missing.png");

        Files.writeString(index, "image,gender\nmissing.png,male\n");
        assertThatThrownBy(() -> new DemographicsEvaluation().score(data))
                .isInstanceOf(BadDataException.class)
                .hasMessageEndingWith("line 2 has no age_years");
    }

    @Test
    void withoutItsFolderItFails() {
        assertThat(Evaluation.run(folder.resolve("nothing").toString())).isEqualTo(1);
    }
}
