package io.adgaze.records.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewerHashTest {

    private static ViewerHash withSecret(String secret) {
        return ViewerHash.of(Map.of(ViewerHash.SECRET, secret));
    }

    /** Against {@code printf v-1 | openssl dgst -sha256 -hmac key -binary | head -c 16}. */
    @Test
    void isTheAgreedHash() {
        assertThat(withSecret("key").hash("v-1")).isEqualTo("vIDSQa2YxuUxkVBi0oPgEQ");
    }

    @Test
    void dependsOnTheViewerAndOnTheKey() {
        ViewerHash hash = withSecret("key");

        assertThat(hash.hash("v-1")).isEqualTo(hash.hash("v-1")).isNotEqualTo(hash.hash("v-2"));
        assertThat(withSecret("another").hash("v-1")).isNotEqualTo(hash.hash("v-1"));
    }

    @Test
    void aBlankKeyIsNone() {
        assertThat(withSecret(" ").hash("v-1")).isEqualTo(ViewerHash.of(Map.of()).hash("v-1"));
    }

    @Test
    void aFingerprintTellsOneKeyFromAnotherAndFromNone() {
        assertThat(withSecret("key").fingerprint())
                .matches("[0-9a-f]{16}")
                .isEqualTo(withSecret("key").fingerprint())
                .isNotEqualTo(withSecret("another").fingerprint())
                .isNotEqualTo(ViewerHash.withoutSecret().fingerprint());
        assertThat(withSecret("key").isBySecret()).isTrue();
        assertThat(withSecret(" ").isBySecret()).isFalse();
    }
}
