package io.adgaze.operators.seconds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.operators.SessionBuilder;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.PlayerEvent;
import io.adgaze.records.RejectedException;
import io.adgaze.records.SessionPath;
import io.adgaze.records.manifest.ValidManifest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What players tell, under the names that browsers give it, and which second of the ad it makes a
 * moment of the recording: as for a viewer who smiles in the ad's seconds 6 and 7.
 */
class PlayerEventNamesTest {

    private static final long AD_MS = 12_000;
    private static final long RECORDING_END_MS = 30_000;

    private static final SessionPath PATH =
            LandingLayout.parse("file:///landing/ad_id=a-1/session=s-1/manifest.json")
                    .orElseThrow();

    /** Of the recording, or none. */
    private static final Long NONE = null;

    @Test
    void theAdInOneGo() throws Exception {
        Viewing viewing = noted("9800 0 play", "21800 12000 ended");

        viewing.assertAt(9799, NONE);
        viewing.assertAt(15_800, 6000L);
        viewing.assertAt(21_799, 11_999L);
        viewing.assertAt(21_800, NONE);
    }

    @Nested
    class Starting {

        @Test
        void isWhenItPlaysNotWhenItIsAskedTo() throws Exception {
            Viewing viewing =
                    noted("9000 0 play", "9001 0 waiting", "9800 0 playing", "21800 12000 ended");

            viewing.assertAt(9500, NONE);
            viewing.assertAt(15_800, 6000L);
        }

        @Test
        void withoutAWaitIsTheSame() throws Exception {
            Viewing viewing = noted("9000 0 play", "9800 0 playing", "21800 12000 ended");

            viewing.assertAt(9500, NONE);
            viewing.assertAt(15_800, 6000L);
        }

        @Test
        void mayBeToldByPlayingAlone() throws Exception {
            noted("9800 0 playing", "21800 12000 ended").assertAt(15_800, 6000L);
        }
    }

    @Nested
    class Waiting {

        @ParameterizedTest
        @ValueSource(strings = {"waiting", "stall", "pause"})
        void stopsUntilItPlays(String stop) throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "12800 3000 " + stop,
                            "14800 3000 playing",
                            "23800 12000 ended");

            viewing.assertAt(12_799, 2999L);
            viewing.assertAt(13_800, NONE);
            viewing.assertAt(17_800, 6000L);
        }

        /** A recorder that does not note `playing`. */
        @Test
        void isOverWhereTheAdIsToldToHaveGoneOn() throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "12800 3000 waiting",
                            "13800 3000 timeupdate",
                            "14900 3100 timeupdate",
                            "23800 12000 ended");

            viewing.assertAt(14_000, NONE);
            viewing.assertAt(17_800, 6000L);
        }

        @ParameterizedTest
        @ValueSource(strings = {"ended", "pause", "waiting", "hidden"})
        void thatEndsNobodyKnowsWhenIsRejected(String next) {
            assertThatThrownBy(
                            () -> noted("9800 0 play", "12800 3000 waiting", "23800 12000 " + next))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining(
                            "goes on in ad_ms while the ad waits, without a playing at recording_ms"
                                    + " 23800");
        }

        /** HTML's word for a network that delivers nothing: what is buffered plays on. */
        @Test
        void isNotStalled() throws Exception {
            noted("9800 0 play", "12800 3000 stalled", "21800 12000 ended").assertAt(15_800, 6000L);
        }

        @Test
        void timeThatIsToldMeanwhileDoesNotPlay() throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "12800 3000 pause",
                            "13800 3000 timeupdate",
                            "13900 3000 ratechange",
                            "14800 3000 play",
                            "23800 12000 ended");

            viewing.assertAt(13_850, NONE);
            viewing.assertAt(17_800, 6000L);
        }
    }

    @Nested
    class Seeking {

        @ParameterizedTest
        @ValueSource(strings = {"seeked", "seek", "seeking"})
        void aloneIsAJump(String jump) throws Exception {
            Viewing viewing = noted("9800 0 play", "12800 8000 " + jump, "16800 12000 ended");

            viewing.assertAt(12_799, 2999L);
            viewing.assertAt(12_800, 8000L);
            viewing.assertAt(16_799, 11_999L);
            assertThat(viewing.timeline.coverage(6)).isZero();
        }

        @Test
        void standsUntilItIsOver() throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "12800 5000 seeking",
                            "13800 5000 seeked",
                            "20800 12000 ended");

            viewing.assertAt(12_799, 2999L);
            viewing.assertAt(13_300, NONE);
            viewing.assertAt(14_800, 6000L);
        }

        /** As Chrome tells it. */
        @Test
        void mayWaitForData() throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "9800 0 playing",
                            "12800 5000 seeking",
                            "12801 5000 waiting",
                            "13000 5000 timeupdate",
                            "13100 5000 seeked",
                            "13700 5000 canplay",
                            "13800 5000 playing",
                            "20800 12000 ended");

            viewing.assertAt(12_799, 2999L);
            viewing.assertAt(13_050, NONE);
            viewing.assertAt(13_500, NONE);
            viewing.assertAt(14_800, 6000L);
        }

        @Test
        void backAndForthOnASliderIsOneStandstill() throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "12800 9000 seeking",
                            "13000 7000 seeking",
                            "13200 5000 seeking",
                            "13800 5000 seeked",
                            "20800 12000 ended");

            viewing.assertAt(13_100, NONE);
            viewing.assertAt(14_800, 6000L);
        }

        @Test
        void whilePausedPlaysNothing() throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "12800 3000 pause",
                            "13000 5000 seeking",
                            "13100 5000 seeked",
                            "13800 5000 play",
                            "20800 12000 ended");

            viewing.assertAt(13_500, NONE);
            viewing.assertAt(14_800, 6000L);
        }

        @Test
        void playsOnWhenAskedToMeanwhile() throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "12800 3000 pause",
                            "13000 5000 seeking",
                            "13100 5000 play",
                            "13800 5000 seeked",
                            "20800 12000 ended");

            viewing.assertAt(13_500, NONE);
            viewing.assertAt(14_800, 6000L);
        }

        @Test
        void doesNotPlayOnWhenPausedMeanwhile() throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "12800 5000 seeking",
                            "13000 5000 pause",
                            "13200 5000 seeked",
                            "13800 5000 play",
                            "20800 12000 ended");

            viewing.assertAt(13_500, NONE);
            viewing.assertAt(14_800, 6000L);
        }

        @Test
        void backShowsASecondAgain() throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "17800 5000 seeking",
                            "18800 5000 seeked",
                            "25800 12000 ended");

            viewing.assertAt(15_800, 6000L);
            viewing.assertAt(19_800, 6000L);
            assertThat(viewing.timeline.watchedMs()).isEqualTo(AD_MS);
        }
    }

    @Nested
    class Speed {

        @Test
        void changesWhereItIsTold() throws Exception {
            Viewing viewing = noted("9800 0 play", "13800 4000 ratechange", "17800 12000 ended");

            viewing.assertAt(11_800, 2000L);
            viewing.assertAt(14_800, 6000L);
        }

        @Test
        void isNotTakenForMoreThanItIsByTheTimesBetween() throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "10800 1000 timeupdate",
                            "12800 5000 timeupdate",
                            "14800 6000 timeupdate",
                            "20800 12000 ended");

            viewing.assertAt(11_800, 3000L);
            viewing.assertAt(14_800, 6000L);
        }

        /** Before a seek no event tells how far the ad had come. */
        @ParameterizedTest
        @ValueSource(strings = {"seek", "seeked", "seeking"})
        void beforeASeekIsWhatTheEventSays(String jump) throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "11800 2000 ratechange 2",
                            "14800 9000 " + jump,
                            "16300 12000 ended");

            viewing.assertAt(13_800, 6000L);
            viewing.assertAt(14_799, 7998L);
        }

        @Test
        void beforeASeekIsWhatItWasBetweenTimes() throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "11800 2000 ratechange",
                            "12800 4000 timeupdate",
                            "14800 9000 seek",
                            "16300 12000 ended");

            viewing.assertAt(13_800, 6000L);
        }

        @Test
        void beforeASeekIsWhatItIsAfterwards() throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "11800 2000 ratechange",
                            "14800 9000 seeking",
                            "15000 9000 seeked",
                            "16500 12000 ended");

            viewing.assertAt(13_800, 6000L);
        }

        @Test
        void mayBeOtherFromTheStart() throws Exception {
            noted("9800 0 play 0.5", "23800 9000 seek 1", "26800 12000 ended")
                    .assertAt(21_800, 6000L);
            noted("9800 0 play", "11800 4000 timeupdate", "13800 9000 seek", "15300 12000 ended")
                    .assertAt(12_800, 6000L);
        }

        /** No second is named where none is known. */
        @Test
        void thatNothingTellsCountsForNothing() throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "11800 2000 ratechange",
                            "14800 9000 seek",
                            "14900 9050 pause");

            viewing.assertAt(11_799, 1999L);
            viewing.assertAt(13_800, NONE);
            viewing.assertAt(14_850, 9025L);
        }

        @Test
        void isTheUsualOneWhereNothingChangesIt() throws Exception {
            noted("9800 0 play", "17800 10000 seek", "19800 12000 ended").assertAt(15_800, 6000L);
        }

        @Test
        void isNotTakenFromTheTimeItTookToStart() throws Exception {
            Viewing viewing =
                    noted(
                            "8800 0 play",
                            "9800 0 playing",
                            "12300 2500 timeupdate",
                            "17800 10000 seek",
                            "19800 12000 ended");

            viewing.assertAt(15_800, 6000L);
        }

        @Test
        void goesOnToTheRecordingsEnd() throws Exception {
            noted("9800 0 play", "11800 2000 ratechange 2").assertAt(13_800, 6000L);
            noted("9800 0 play", "11800 4000 timeupdate").assertAt(12_800, 6000L);
            noted("9800 0 play", "11800 2000 ratechange").assertAt(13_800, NONE);
        }

        @Test
        void ofNoughtStands() throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "11800 2000 ratechange 0",
                            "13800 2000 ratechange 1",
                            "23800 12000 ended");

            viewing.assertAt(12_800, NONE);
            viewing.assertAt(17_800, 6000L);
        }
    }

    @Nested
    class TimesBetween {

        @Test
        void fourASecondChangeNothing() throws Exception {
            List<String> events = new ArrayList<>(List.of("9800 0 play"));
            for (int ms = 250; ms < 12_000; ms += 250) {
                int jitter = ms % 1000 == 0 ? -40 : 0;
                events.add((9800 + ms) + " " + (ms + jitter) + " timeupdate");
            }
            events.add("21800 12000 ended");
            Viewing viewing = noted(events.toArray(String[]::new));

            viewing.assertAt(16_050, 6250L);
            assertThat(viewing.timeline.watchedMs()).isEqualTo(AD_MS);
        }

        @Test
        void thatLeapWereASeekThatNobodyNoted() {
            assertThatThrownBy(
                            () ->
                                    noted(
                                            "9800 0 play",
                                            "10050 250 timeupdate",
                                            "10300 8000 timeupdate"))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining(
                            "goes on by 7750 ms without a seek in ad_ms at recording_ms 10300");
        }
    }

    /** Media that is gone is told by its next place, or by there being none. */
    @Nested
    class Interruptions {

        @ParameterizedTest
        @ValueSource(strings = {"abort", "error", "emptied"})
        void changeNothingWhereTheAdGoesOn(String interruption) throws Exception {
            Viewing viewing =
                    noted("9800 0 play", "12800 3000 " + interruption, "21800 12000 ended");

            viewing.assertAt(15_800, 6000L);
            assertThat(viewing.timeline.watchedMs()).isEqualTo(AD_MS);
        }

        @ParameterizedTest
        @ValueSource(strings = {"3000 abort", "3000 error", "0 emptied"})
        void areTheEndWhereNothingFollows(String interruption) throws Exception {
            Viewing viewing = noted("9800 0 play", "12800 " + interruption);

            viewing.assertAt(12_799, 2999L);
            viewing.assertAt(12_800, NONE);
        }

        @Test
        void mayBeFollowedByAnotherTry() throws Exception {
            Viewing viewing =
                    noted(
                            "9800 0 play",
                            "12800 3000 error",
                            "12900 0 emptied",
                            "12901 0 loadstart",
                            "13800 0 play",
                            "25800 12000 ended");

            viewing.assertAt(12_799, 2999L);
            viewing.assertAt(13_000, NONE);
            viewing.assertAt(19_800, 6000L);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canplay",
                "canplaythrough",
                "durationchange",
                "encrypted",
                "loadeddata",
                "loadedmetadata",
                "loadstart",
                "progress",
                "resize",
                "stalled",
                "suspend",
                "volumechange",
                "waitingforkey",
                "enterpictureinpicture"
            })
    void whatIsHarmlessChangesNothingWhateverItsTimes(String name) throws Exception {
        Viewing viewing =
                noted("9800 0 play", "9000 99999999 " + name, "-7 -1 " + name, "21800 12000 ended");

        assertThat(viewing.events).hasSize(2);
        viewing.assertAt(15_800, 6000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PLAY",
                "play ",
                "skipped",
                "visibilitychange",
                "quartile",
                "",
                "adstart",
                "x\\ny"
            })
    void anyOtherNameIsRejectedByName(String name) {
        assertThatThrownBy(
                        () ->
                                read(
                                        "{\"recording_ms\": 0, \"ad_ms\": 0, \"event\": \"play\"},"
                                                + "{\"recording_ms\": 9, \"ad_ms\": 9, \"event\": \""
                                                + name
                                                + "\"}"))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("an event '" + name.replace("\\n", "\n") + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "16.1", "1e308", "1e999"})
    void anAbsurdSpeedIsRejected(String rate) {
        assertThatThrownBy(() -> noted("0 0 play " + rate))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("rate");
    }

    private record Viewing(List<PlayerEvent> events, AdTimeline timeline) {

        void assertAt(long recordingMs, Long adMs) {
            var shown = timeline.adMsAt(recordingMs);
            if (adMs == null) {
                assertThat(shown).as("at %s", recordingMs).isEmpty();
            } else {
                assertThat(shown).as("at %s", recordingMs).hasValue(adMs);
            }
        }
    }

    /** Each event as {@code recording_ms ad_ms name [rate]}. */
    private static Viewing noted(String... events) throws RejectedException {
        List<String> json = new ArrayList<>();
        for (String event : events) {
            String[] parts = event.split(" ");
            json.add(
                    "{\"recording_ms\": %s, \"ad_ms\": %s, \"event\": \"%s\"%s}"
                            .formatted(
                                    parts[0],
                                    parts[1],
                                    parts[2],
                                    parts.length > 3 ? ", \"rate\": " + parts[3] : ""));
        }
        return read(String.join(",", json));
    }

    private static Viewing read(String events) throws RejectedException {
        String manifest =
                """
                {"version": 1, "session_id": "s-1", "ad_id": "a-1", "viewer_key": "v-1",
                 "started_at": "2026-11-22T10:00:00Z", "recordings": ["webcam.webm"],
                 "consent": {"id": "c-1", "purposes": ["gaze"]},
                 "player_events": [%s]}
                """
                        .formatted(events);
        List<PlayerEvent> read =
                ValidManifest.read(manifest.getBytes(StandardCharsets.UTF_8), PATH, Instant.EPOCH)
                        .playerEvents();
        return new Viewing(
                read,
                AdTimeline.of(
                        SessionBuilder.aSession()
                                .adDurationMs(AD_MS)
                                .events(read.toArray(PlayerEvent[]::new))
                                .build(),
                        RECORDING_END_MS));
    }
}
