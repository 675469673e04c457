package io.adgaze.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    /** Line ends of every kind, a terminal's escape, directions, a mark, a half of a pair. */
    @ParameterizedTest
    @ValueSource(
            chars = {
                '\0', '\t', '\n', '\u000b', '\f', '\r', '\u001b', '\u007f', '\u0085', '\u009b',
                '\u061c', '\u200b', '\u200d', '\u200e', '\u200f', '\u2028', '\u2029', '\u202a',
                '\u202e', '\u2066', '\u2069', '\ufeff', '\ud800', '\ue000', '\uffff'
            })
    void whatIsNotSeenIsWritten(char unseen) {
        String escape = "\\u%04X".formatted((int) unseen);

        assertThat(VisibleText.of("a" + unseen + "b")).isEqualTo("a" + escape + "b");
    }

    @Test
    void pairsAreWrittenInFull() {
        assertThat(VisibleText.of("tag " + Character.toString(0xE0041)))
                .isEqualTo("tag \\uDB40\\uDC41");
    }

    @Test
    void whatIsSeenStays() {
        String text = "s3://b/landing/ad_id=ä 1/session=\u65e5\u672c/$1 \\ \uD83D\uDE00.webm";

        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @Test
    void allThatARejectionSaysIsSeen() {
        Rejection rejection =
                new Rejection(
                        "a\nb",
                        "s\u202e",
                        RejectReason.MANIFEST_INVALID,
                        "a\nb\u2028 is wrong",
                        Instant.EPOCH);

        assertThat(rejection.key()).isEqualTo("a\\u000Ab");
        assertThat(rejection.sessionId()).isEqualTo("s\\u202E");
        assertThat(rejection.message()).isEqualTo("a\\u000Ab\\u2028 is wrong");
    }
}
