package io.adgaze.records.manifest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.records.RejectedException;
import io.adgaze.records.SessionPath;
import io.adgaze.records.SharedData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests from the field that came out wrong; skipped where they are not. */
class FieldManifestsTest {

    private static final Instant LANDED = Instant.parse("2026-11-27T00:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"manifests/good", "manifests/ratechange", "manifests/seeked"})
    void areRead(String name) throws Exception {
        byte[] manifest = manifest(name);

        assertThatCode(() -> ValidManifest.read(manifest, pathOf(manifest), LANDED))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manifests/number-of-1001-digits",
                "manifests/ad-rect-of-one-pixel",
                "manifests/calibration-at-1.7e308",
                "hostile/man-number-min",
                "hostile/man-utf32-min",
                "hostile/man-nan-x1e308",
                "hostile/man-dupconsent"
            })
    void areRejected(String name) throws Exception {
        byte[] manifest = manifest(name);

        assertThatThrownBy(() -> ValidManifest.read(manifest, pathOf(manifest), LANDED))
                .isInstanceOf(RejectedException.class)
                .hasMessageNotContaining("is not the path's");
    }

    private static byte[] manifest(String name) throws Exception {
        return Files.readAllBytes(SharedData.require("field/" + name + ".json"));
    }

    /** Where it lies, by its own ids. */
    private static SessionPath pathOf(byte[] manifest) {
        String text = new String(manifest, StandardCharsets.ISO_8859_1);
        return new SessionPath(
                field(text, "ad_id"), field(text, "session_id"), "s3://b/", "manifest.json");
    }

    private static String field(String text, String name) {
        Matcher found = Pattern.compile("\"" + name + "\": \"([^\"]*)\"").matcher(text);
        return found.find() ? found.group(1) : "none";
    }
}
