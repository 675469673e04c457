package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adgaze.operators.ads.ReportPacing;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.testutils.logging.LoggerAuditingExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import picocli.CommandLine.ParameterException;

class EngagementOptionsTest {

    private static final String[] REQUIRED = {
        "--landing=s3://b/landing/", "--ads=ads", "--output=file:/out"
    };

    @RegisterExtension
    private final LoggerAuditingExtension log =
            new LoggerAuditingExtension(RetentionArguments.class, Level.WARN);

    @Test
    void defaults() {
        EngagementOptions options = parse();

        assertThat(options.discover()).isEqualTo(EngagementOptions.Discovery.POLL);
        assertThat(options.bounded()).isFalse();
        assertThat(options.emitFrames()).isFalse();
        assertThat(options.minViewers()).isEqualTo(10);
        assertThat(options.reportPacing())
                .isEqualTo(
                        new ReportPacing(
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(5),
                                10));
        assertThat(options.readingLimits().framesPerSecond()).isEqualTo(30);
        assertThat(options.readingLimits().maxSidePx()).isEqualTo(2560);
        assertThat(options.maxAdPictureSide()).as("4K ads are read").isEqualTo(4096);
    }

    @Test
    void adsAndRecordingsHaveSideLimitsOfTheirOwn() {
        EngagementOptions options = parse("--max-picture-side=640", "--max-ad-picture-side=1920");

        assertThat(options.readingLimits().maxSidePx()).isEqualTo(640);
        assertThat(options.maxAdPictureSide()).isEqualTo(1920);
    }

    @Test
    void relativePathsAreTheCallers() {
        EngagementOptions options = parse();

        assertThat(options.landing()).isEqualTo("s3://b/landing");
        assertThat(options.landingOptions().adsUri())
                .isEqualTo("file://" + Path.of("ads").toAbsolutePath());
        assertThat(options.output()).isEqualTo("file:/out");
    }

    @Test
    void helpExplainsEachOptionWithItsDefault() {
        assertThat(help())
                .contains("--landing", "--ads", "--output", "--discover", "--kafka-bootstrap")
                .contains("--bounded", "--emit-frames", "--settle-after")
                .containsPattern("(?s)--frame-rate=N.*Default: 30")
                .containsPattern("(?s)--min-viewers=N.*Default: 10");
    }

    @Test
    void helpShowsNoOldNames() {
        assertThat(help())
                .contains("--manifest-timeout", "--session-retention", "--ad-retention")
                .doesNotContain("patience", "memory");
    }

    @Test
    void oldNamesStillWorkAndTheLogNamesTheNewOnes() {
        EngagementOptions options =
                parse("--manifest-patience=2 h", "--session-memory=3 d", "--ad-memory", "4 d");

        assertThat(options.manifestTimeout()).isEqualTo(Duration.ofHours(2));
        assertThat(options.sessionRetention()).isEqualTo(Duration.ofDays(3));
        assertThat(options.adRetention()).isEqualTo(Duration.ofDays(4));
        assertThat(log.getMessages())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("--manifest-patience is now --manifest-timeout"))
                .anyMatch(line -> line.startsWith("--session-memory is now --session-retention"))
                .anyMatch(line -> line.startsWith("--ad-memory is now --ad-retention"));
    }

    @Test
    void newNamesWarnOfNothing() {
        EngagementOptions options =
                parse("--manifest-timeout=2 h", "--session-retention=3 d", "--ad-retention=4 d");

        assertThat(options.manifestTimeout()).isEqualTo(Duration.ofHours(2));
        assertThat(options.sessionRetention()).isEqualTo(Duration.ofDays(3));
        assertThat(options.adRetention()).isEqualTo(Duration.ofDays(4));
        assertThat(log.getMessages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--frame-rate=0, --frame-rate must be above 0",
        "--frame-rate=x, 'x'",
        "--min-viewers=0, --min-viewers must be above 0",
        "--session-retention=0 s, --session-retention must be above 0",
        "--session-memory=0 s, --session-retention must be above 0",
        "--max-ad-picture-side=0, --max-ad-picture-side must be above 0",
        "--settle-after=soon, 'soon' is not a duration like",
        "--discover=push, expected one of",
        "--discover=kafka, --kafka-bootstrap",
        "--kafka-topic=t, --discover kafka",
        "--frobnicate, --frobnicate",
    })
    void wrongOptionNamesItselfAndWhatWouldBeRight(String option, String message) {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> parse(option))
                .withMessageContaining(message);
    }

    /** Nothing is listed there, and an event under it names no session. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://b//landing",
                "s3://b/landing//",
                "s3://b/./landing",
                "s3a://b/land/../ing",
                "s3://b/.."
            })
    void aLandingPrefixIsNotWrittenAsAPath(String landing) {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> parseLanding(landing))
                .withMessageContaining("--landing=s3")
                .withMessageContaining("Write s3://bucket/prefix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://b", "s3://b/", "s3://b/...", "s3://b/.x/y..", "file:///a//b/./c"})
    void anyOtherLandingPrefixIsTaken(String landing) {
        assertThat(parseLanding(landing)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "s3://b/landing, s3://b/withdrawals",
        "s3://b/x/y:z/, s3://b/x/withdrawals",
        "s3a://b, s3a://b/withdrawals",
        "/landing, file:///withdrawals",
        "file:///data/landing, file:///data/withdrawals"
    })
    void withdrawalsLieBesideTheLandingPrefix(String landing, String withdrawals) {
        assertThat(parseLanding(landing).orElseThrow().withdrawals()).isEqualTo(withdrawals);
    }

    @Test
    void aPlaceOfWithdrawalsAtWhichNoneIsFoundIsRefused() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> parse("--withdrawals=s3://b//w"))
                .withMessageContaining("--withdrawals=s3://b//w");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(
                        () ->
                                parse(
                                        "--withdrawals=/w",
                                        "--discover=kafka",
                                        "--kafka-bootstrap=b:9092",
                                        "--kafka-topic=t"))
                .withMessageContaining("--withdrawals must be s3://");
    }

    @Test
    void missingOptionIsNamed() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> EngagementOptions.parse("--landing=l", "--ads=a"))
                .withMessageContaining("--output");
    }

    private static String help() {
        PrintStream standard = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(EngagementOptions.parse("--help")).isEmpty();
        } finally {
            System.setOut(standard);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Optional<EngagementOptions> parseLanding(String landing) {
        return EngagementOptions.parse("--landing=" + landing, "--ads=a", "--output=o");
    }

    private static EngagementOptions parse(String... more) {
        String[] args = Stream.concat(Stream.of(REQUIRED), Stream.of(more)).toArray(String[]::new);
        return EngagementOptions.parse(args).orElseThrow();
    }
}
