package io.adgaze.operators.seconds;

import static io.adgaze.operators.PlayerEvents.ended;
import static io.adgaze.operators.PlayerEvents.hidden;
import static io.adgaze.operators.PlayerEvents.pause;
import static io.adgaze.operators.PlayerEvents.play;
import static io.adgaze.operators.PlayerEvents.seek;
import static io.adgaze.operators.PlayerEvents.stall;
import static io.adgaze.operators.PlayerEvents.visible;
import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.operators.SessionBuilder;
import io.adgaze.records.PlayerEvent;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdTimelineTest {

    private static final long LONG_AD = 60_000;
    private static final long LONG_RECORDING = 60_000;

    @Test
    void anAdWatchedInOneGo() {
        AdTimeline timeline = timeline(3000, LONG_RECORDING, play(0, 0), ended(3000, 3000));

        assertThat(timeline.adMsAt(0)).hasValue(0);
        assertThat(timeline.adMsAt(2999)).hasValue(2999);
        assertThat(timeline.adMsAt(3000)).isEmpty();
        assertThat(timeline.seconds()).containsExactly(0, 1, 2);
        assertThat(timeline.coverage(2)).isEqualTo(1);
        assertThat(timeline.coverage(3)).isZero();
        assertThat(timeline.watchedMs()).isEqualTo(3000);
        assertThat(timeline.completed()).isTrue();
    }

    @Test
    void theAdStartsLaterThanTheRecording() {
        AdTimeline timeline = timeline(LONG_AD, LONG_RECORDING, play(1830, 0), pause(4830, 3000));

        assertThat(timeline.adMsAt(1829)).isEmpty();
        assertThat(timeline.adMsAt(1830)).hasValue(0);
        assertThat(timeline.adMsAt(2830)).hasValue(1000);
        assertThat(timeline.completed()).isFalse();
    }

    @Test
    void aMillisecondMoreIsAnotherSecond() {
        AdTimeline whole = timeline(LONG_AD, LONG_RECORDING, play(0, 0), pause(2000, 2000));
        AdTimeline more = timeline(LONG_AD, LONG_RECORDING, play(0, 0), pause(2001, 2001));

        assertThat(whole.seconds()).containsExactly(0, 1);
        assertThat(more.seconds()).containsExactly(0, 1, 2);
        assertThat(more.coverage(2)).isEqualTo(0.001f);
    }

    @Test
    void aPartialSecondIsCoveredInPart() {
        AdTimeline timeline = timeline(LONG_AD, LONG_RECORDING, play(0, 700), pause(1550, 2250));

        assertThat(timeline.seconds()).containsExactly(0, 1, 2);
        assertThat(timeline.coverage(0)).isEqualTo(0.3f);
        assertThat(timeline.coverage(1)).isEqualTo(1);
        assertThat(timeline.coverage(2)).isEqualTo(0.25f);
        assertThat(timeline.watchedMs()).isEqualTo(1550);
    }

    @Test
    void aPauseStopsTheAdsClock() {
        AdTimeline timeline =
                timeline(
                        LONG_AD,
                        LONG_RECORDING,
                        play(1830, 0),
                        pause(12_010, 10_180),
                        play(13_000, 10_180),
                        ended(44_830, 42_010));

        assertThat(timeline.adMsAt(12_009)).hasValue(10_179);
        assertThat(timeline.adMsAt(12_010)).isEmpty();
        assertThat(timeline.adMsAt(12_999)).isEmpty();
        assertThat(timeline.adMsAt(13_000)).hasValue(10_180);
        assertThat(timeline.adMsAt(44_829)).hasValue(42_009);
        assertThat(timeline.coverage(10)).isEqualTo(1);
        assertThat(timeline.watchedMs()).isEqualTo(42_010);
    }

    @Test
    void aStallStopsTheAdsClockUntilItPlaysOn() {
        AdTimeline timeline =
                timeline(
                        LONG_AD,
                        LONG_RECORDING,
                        play(0, 0),
                        stall(1500, 1500),
                        play(4000, 1500),
                        stall(4500, 2000));

        assertThat(timeline.adMsAt(1499)).hasValue(1499);
        assertThat(timeline.adMsAt(2000)).isEmpty();
        assertThat(timeline.adMsAt(4000)).hasValue(1500);
        assertThat(timeline.adMsAt(4500)).isEmpty();
        assertThat(timeline.seconds()).containsExactly(0, 1);
    }

    @Test
    void aSeekForwardLeavesSecondsOut() {
        AdTimeline timeline =
                timeline(10_000, LONG_RECORDING, play(0, 0), seek(2000, 7500), ended(4500, 10_000));

        assertThat(timeline.adMsAt(1999)).hasValue(1999);
        assertThat(timeline.adMsAt(2000)).hasValue(7500);
        assertThat(timeline.seconds()).containsExactly(0, 1, 7, 8, 9);
        assertThat(timeline.coverage(5)).isZero();
        assertThat(timeline.coverage(7)).isEqualTo(0.5f);
        assertThat(timeline.watchedMs()).isEqualTo(4500);
        assertThat(timeline.completed()).isTrue();
    }

    @Test
    void whatIsWatchedAgainCountsOnce() {
        AdTimeline timeline =
                timeline(LONG_AD, LONG_RECORDING, play(0, 0), seek(3000, 1500), pause(6000, 4500));

        assertThat(timeline.adMsAt(2000)).hasValue(2000);
        assertThat(timeline.adMsAt(3500)).hasValue(2000);
        assertThat(timeline.seconds()).containsExactly(0, 1, 2, 3, 4);
        assertThat(timeline.coverage(1)).isEqualTo(1);
        assertThat(timeline.coverage(4)).isEqualTo(0.5f);
        assertThat(timeline.watchedMs()).isEqualTo(4500);
    }

    @Test
    void aSeekWhilePausedPlaysNothing() {
        AdTimeline timeline =
                timeline(
                        LONG_AD,
                        LONG_RECORDING,
                        play(0, 0),
                        pause(1000, 1000),
                        seek(2000, 5000),
                        play(3000, 5000),
                        pause(4000, 6000));

        assertThat(timeline.adMsAt(2500)).isEmpty();
        assertThat(timeline.seconds()).containsExactly(0, 5);
    }

    @Test
    void theAdsClockHonoursThePlaybackRate() {
        AdTimeline twice = timeline(LONG_AD, LONG_RECORDING, play(1000, 0), pause(3000, 4000));
        AdTimeline half = timeline(LONG_AD, LONG_RECORDING, play(1000, 0), pause(3000, 1000));

        assertThat(twice.adMsAt(1500)).hasValue(1000);
        assertThat(twice.watchedMs()).isEqualTo(4000);
        assertThat(half.adMsAt(1500)).hasValue(250);
        assertThat(half.adMsAt(1501)).hasValue(250);
        assertThat(half.watchedMs()).isEqualTo(1000);
    }

    @Test
    void anAdThatIsNeverStoppedPlaysUntilTheRecordingEnds() {
        AdTimeline timeline = timeline(LONG_AD, 2500, play(500, 0));

        assertThat(timeline.adMsAt(2499)).hasValue(1999);
        assertThat(timeline.adMsAt(2500)).isEmpty();
        assertThat(timeline.watchedMs()).isEqualTo(2000);
    }

    @Test
    void anAdThatIsNeverStoppedEndsByItself() {
        AdTimeline timeline = timeline(1500, LONG_RECORDING, play(0, 0));

        assertThat(timeline.adMsAt(1499)).hasValue(1499);
        assertThat(timeline.adMsAt(1500)).isEmpty();
        assertThat(timeline.seconds()).containsExactly(0, 1);
        assertThat(timeline.coverage(1)).isEqualTo(0.5f);
        assertThat(timeline.completed()).isTrue();
    }

    @Test
    void nothingBeyondTheRecordingsEndCountsAsPlayed() {
        AdTimeline timeline =
                timeline(10_000, 2000, play(0, 0), pause(4000, 8000), play(5000, 8000));

        assertThat(timeline.adMsAt(1999)).hasValue(3998);
        assertThat(timeline.adMsAt(2000)).isEmpty();
        assertThat(timeline.adMsAt(5500)).isEmpty();
        assertThat(timeline.watchedMs()).isEqualTo(4000);
        assertThat(timeline.completed()).isFalse();
    }

    @Test
    void nothingBeyondTheAdsLengthCountsAsPlayed() {
        AdTimeline timeline = timeline(2500, LONG_RECORDING, play(0, 0), ended(3000, 3000));

        assertThat(timeline.adMsAt(2499)).hasValue(2499);
        assertThat(timeline.adMsAt(2500)).isEmpty();
        assertThat(timeline.coverage(2)).isEqualTo(0.5f);
        assertThat(timeline.watchedMs()).isEqualTo(2500);
        assertThat(timeline.completed()).isTrue();
    }

    @Test
    void aFrameThatStartsBeforeTheAdsLengthIsPlayed() {
        AdTimeline timeline = timeline(2501, LONG_RECORDING, play(0, 0), ended(2000, 4000));

        assertThat(timeline.adMsAt(1250)).isPresent();
        assertThat(timeline.adMsAt(1251)).isEmpty();
    }

    @Test
    void aPlayBeyondTheAdsLengthIsNoPlay() {
        AdTimeline timeline = timeline(2500, LONG_RECORDING, play(0, 2500), pause(1000, 3500));

        assertThat(timeline.adMsAt(500)).isEmpty();
        assertThat(timeline.seconds()).isEmpty();
        assertThat(timeline.watchedMs()).isZero();
        assertThat(timeline.completed()).isFalse();
    }

    @Test
    void theEndMayComeHalfASecondEarly() {
        assertThat(timeline(3000, LONG_RECORDING, play(0, 0), ended(2500, 2500)).completed())
                .isTrue();
        assertThat(timeline(3000, LONG_RECORDING, play(0, 0), ended(2499, 2499)).completed())
                .isFalse();
    }

    @Test
    void theEndMayBeReachedBeforeAStepBack() {
        AdTimeline timeline =
                timeline(
                        3000,
                        LONG_RECORDING,
                        play(0, 0),
                        ended(3000, 3000),
                        seek(4000, 1000),
                        play(4000, 1000),
                        pause(5000, 2000));

        assertThat(timeline.completed()).isTrue();
        assertThat(timeline.adMsAt(4500)).hasValue(1500);
        assertThat(timeline.watchedMs()).isEqualTo(3000);
    }

    @Test
    void aHiddenPageGoesOnPlaying() {
        AdTimeline timeline =
                timeline(
                        LONG_AD,
                        LONG_RECORDING,
                        play(0, 0),
                        hidden(1000, 1000),
                        visible(2000, 2000),
                        pause(3000, 3000));

        assertThat(timeline.adMsAt(1500)).hasValue(1500);
        assertThat(timeline.hiddenAt(999)).isFalse();
        assertThat(timeline.hiddenAt(1000)).isTrue();
        assertThat(timeline.hiddenAt(1999)).isTrue();
        assertThat(timeline.hiddenAt(2000)).isFalse();
        assertThat(timeline.watchedMs()).isEqualTo(3000);
    }

    @Test
    void aPageStaysHiddenWhateverThePlayerDoes() {
        AdTimeline timeline =
                timeline(
                        LONG_AD,
                        LONG_RECORDING,
                        play(0, 0),
                        hidden(1000, 1000),
                        seek(2000, 5000),
                        pause(3000, 6000),
                        play(4000, 6000),
                        visible(5000, 7000),
                        pause(6000, 8000));

        assertThat(timeline.hiddenAt(2500)).isTrue();
        assertThat(timeline.hiddenAt(3500)).as("not playing").isFalse();
        assertThat(timeline.hiddenAt(4500)).isTrue();
        assertThat(timeline.hiddenAt(5500)).isFalse();
    }

    @Test
    void aClockThatGoesBackwardsPlaysNothing() {
        AdTimeline timeline =
                timeline(
                        LONG_AD,
                        LONG_RECORDING,
                        play(0, 5000),
                        pause(1000, 4000),
                        play(2000, 4000),
                        pause(3000, 5000));

        assertThat(timeline.adMsAt(500)).isEmpty();
        assertThat(timeline.adMsAt(2500)).hasValue(4500);
        assertThat(timeline.watchedMs()).isEqualTo(1000);
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverTheViewerDoesTheFiguresAgree(int seed) {
        RandomViewing viewing = new RandomViewing(seed);
        AdTimeline timeline =
                timeline(viewing.adDurationMs(), viewing.recordingEndMs(), viewing.events());

        long coveredMs = 0;
        for (int second : timeline.seconds()) {
            assertThat(timeline.coverage(second)).isGreaterThan(0).isLessThanOrEqualTo(1);
            coveredMs += Math.round(timeline.coverage(second) * 1000.0);
        }
        assertThat(coveredMs).isEqualTo(timeline.watchedMs());
        assertThat(timeline.watchedMs()).isLessThanOrEqualTo(viewing.adDurationMs());
        assertFramesFallInListedSeconds(timeline, viewing);
    }

    private static void assertFramesFallInListedSeconds(
            AdTimeline timeline, RandomViewing viewing) {
        Set<Long> shown = new HashSet<>();
        long before = Long.MIN_VALUE;
        for (long ms = 0; ms < viewing.recordingEndMs() + 1000; ms++) {
            if (viewing.isEventAt(ms)) {
                before = Long.MIN_VALUE;
            }
            OptionalLong adMs = timeline.adMsAt(ms);
            if (adMs.isEmpty()) {
                continue;
            }
            assertThat(ms).isLessThan(viewing.recordingEndMs());
            assertThat(adMs.getAsLong()).isBetween(0L, viewing.adDurationMs() - 1);
            assertThat(adMs.getAsLong()).isGreaterThanOrEqualTo(before);
            assertThat(timeline.seconds()).contains((int) (adMs.getAsLong() / 1000));
            before = adMs.getAsLong();
            shown.add(before);
        }
        if (viewing.isAtRecordingsRate()) {
            assertThat(shown).hasSize((int) timeline.watchedMs());
        } else {
            assertThat((long) shown.size()).isLessThanOrEqualTo(timeline.watchedMs());
        }
    }

    private static AdTimeline timeline(
            long adDurationMs, long recordingEndMs, PlayerEvent... events) {
        return AdTimeline.of(
                SessionBuilder.aSession().adDurationMs(adDurationMs).events(events).build(),
                recordingEndMs);
    }
}
