package io.adgaze.operators.seconds;

import static io.adgaze.operators.PlayerEvents.ended;
import static io.adgaze.operators.PlayerEvents.pause;
import static io.adgaze.operators.PlayerEvents.play;
import static io.adgaze.operators.PlayerEvents.seek;
import static io.adgaze.operators.SessionBuilder.aSession;
import static io.adgaze.operators.seconds.FrameBuilder.at;
import static io.adgaze.operators.seconds.FrameBuilder.invalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.operators.SessionBuilder;
import io.adgaze.operators.frames.MeasuredFrame;
import io.adgaze.records.InvalidReason;
import io.adgaze.records.PlayerEvent;
import io.adgaze.records.Session;
import io.adgaze.records.measures.FixationParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ad fills a screen that is half as high as it is wide, unless told otherwise. */
class FixationFilterTest {

    private static final int FRAME_MS = 33;

    /** A fixation's ends are where the velocity's window meets the saccade: two frames at most. */
    private static final long ENDS_MS = 3 * FRAME_MS;

    private static final long MINUTE_MS = 60_000;

    private final List<MeasuredFrame> frames = new ArrayList<>();
    private SessionBuilder session =
            aSession()
                    .adDurationMs(MINUTE_MS)
                    .events(play(0, 0), ended(MINUTE_MS, MINUTE_MS))
                    .calibration();

    private long nowMs;
    private int frameMs = FRAME_MS;

    @Test
    void twoSteadyPointsAreTwoFixationsWhateverLiesBetween() {
        look(.2f, .5f, 1200);
        look(.7f, .5f, 600);

        List<Fixation> found = found();

        assertThat(found).extracting(Fixation::adSecond).containsExactly(0, 1);
        assertThat(found.get(0).durationMs()).isBetween(1200 - ENDS_MS, 1200L);
        assertThat(found.get(1).durationMs()).isBetween(600 - ENDS_MS, 600L);
    }

    @Test
    void aViewerWithoutGazeHasNone() {
        blink(1000);

        assertThat(found()).isEmpty();
        assertThat(new FixationFilter(SessionBuilder.SCREEN).find(List.of())).isEmpty();
    }

    /** 30 degrees a second at 60 cm from a screen 50 cm wide, in widths of the ad's picture. */
    @ParameterizedTest
    @CsvSource({"1000, 0.6, 1", "1000, 0.7, 0", "500, 1.2, 1", "500, 1.4, 0"})
    void eyesThatFollowFixateUpToASaccadesVelocity(
            double adWidthPx, double widthsPerSecond, int fixations) {
        session.adIn(adWidthPx, adWidthPx / 2);
        for (; nowMs < 990; nowMs += frameMs) {
            frames.add(at(nowMs).gaze((float) (widthsPerSecond * nowMs / 1000), .5f).build());
        }

        assertThat(found()).hasSize(fixations);
    }

    /** Its height is half its width, so that as much of it is half as far. */
    @ParameterizedTest
    @CsvSource({"1.2, 1", "1.4, 0"})
    void aStepDownIsMeasuredInWidthsToo(double heightsPerSecond, int fixations) {
        for (; nowMs < 700; nowMs += frameMs) {
            frames.add(at(nowMs).gaze(.5f, (float) (heightsPerSecond * nowMs / 1000)).build());
        }

        assertThat(found()).hasSize(fixations);
    }

    /** One in a minute is the truth; a few are what so much noise may cost so slow a webcam. */
    @ParameterizedTest
    @CsvSource({"33, 0.012, 1", "33, 0.03, 1", "83, 0.012, 1", "83, 0.03, 10"})
    void noiseDoesNotPartAFixation(int frameMs, float noise, int most) {
        this.frameMs = frameMs;
        lookWithNoise(.5f, .5f, MINUTE_MS - 1000, noise, new Random(7));

        List<Fixation> found = smoothedAndFound();

        assertThat(found).hasSizeBetween(1, most);
        assertThat(found.stream().mapToLong(Fixation::durationMs).sum())
                .isGreaterThan(MINUTE_MS * 95 / 100);
    }

    @ParameterizedTest
    @CsvSource({"33, 0.03", "83, 0.03"})
    void saccadesShowThroughNoise(int frameMs, float noise) {
        this.frameMs = frameMs;
        Random random = new Random(7);
        int n = 100;
        for (int i = 0; i < n; i++) {
            lookWithNoise(i % 2 == 0 ? .3f : .6f, .5f, 500, noise, random);
        }

        List<Fixation> found = smoothedAndFound();

        assertThat(found).hasSizeBetween(n * 9 / 10, n * 11 / 10);
        assertThat(Means.median(found, Fixation::durationMs)).isBetween(350f, 500f);
    }

    @ParameterizedTest
    @CsvSource({"33, 1", "66, 2", "300, 2"})
    void aBlinkEndsAFixationUnlessItIsNoLongerThanAFrame(int blinkMs, int fixations) {
        look(.5f, .5f, 495);
        blink(blinkMs);
        look(.5f, .5f, 495);

        assertThat(found()).hasSize(fixations);
    }

    @Test
    void aLostFaceDoesAsABlinkDoes() {
        look(.5f, .5f, 495);
        frames.add(invalid(nowMs, InvalidReason.NO_FACE));
        frames.add(invalid(nowMs + 33, InvalidReason.NO_FACE));
        nowMs += 66;
        look(.5f, .5f, 495);

        assertThat(found()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"100, 1", "117, 1", "118, 2"})
    void framesThatTheRecordingLacksEndAFixationOnceItCouldHideAnother(int lackMs, int fixations) {
        look(.5f, .5f, 495);
        nowMs += lackMs;
        look(.5f, .5f, 495);

        assertThat(found()).hasSize(fixations);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5000})
    void aSeekEndsAFixation(long toMs) {
        events(play(0, 0), seek(1500, toMs), ended(3000, toMs + 1500));
        look(.5f, .5f, 3000);

        assertThat(found())
                .extracting(Fixation::adSecond)
                .containsExactly(0, (int) toMs / 1000)
                .hasSize(2);
    }

    /** Each where the ad was, though the eyes rested all along; a time of the ad may come twice. */
    @Test
    void whatEndsWithAPauseOrALoopBeginsAnewAtItsOwnTimes() {
        events(play(990, 0), pause(1980, 990), play(2970, 990), seek(3960, 0), ended(4950, 990));
        look(.5f, .5f, 6000);

        assertThat(found())
                .extracting(Fixation::recordingMs, Fixation::adMs, Fixation::durationMs)
                .containsExactly(
                        tuple(990L, 0L, 957L), tuple(2970L, 990L, 957L), tuple(3960L, 0L, 957L));
    }

    /** A hundredth of the picture's width to either side, and as far up and down. */
    @Test
    void liesAtTheMeanOfItsFramesAndSpreadsAsTheyDo() {
        session.adIn(500, 250);
        for (int i = 0; i < 30; i++, nowMs += frameMs) {
            float aside = i % 2 == 0 ? .01f : -.01f;
            frames.add(at(nowMs).gaze(.7f + aside, .4f + 2 * aside).build());
        }

        assertThat(found())
                .singleElement()
                .satisfies(
                        fixation -> {
                            assertThat(fixation.xNorm()).isCloseTo(.7f, within(1e-5f));
                            assertThat(fixation.yNorm()).isCloseTo(.4f, within(1e-5f));
                            assertThat(fixation.dispersionNorm())
                                    .isCloseTo((float) Math.hypot(.01, .01), within(1e-5f));
                        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 2})
    void theRateOfPlaybackEndsNone(double rate) {
        events(play(0, 0), ended(3000, (long) (3000 * rate)));
        look(.5f, .5f, 2900);

        assertThat(found()).hasSize(1);
    }

    /** Be it for so short a time that a frame might have been dropped. */
    @ParameterizedTest
    @ValueSource(longs = {2200, 2060})
    void onlyWhatFallsInThePlayingAdCounts(long resumedMs) {
        events(
                play(1000, 0),
                pause(2000, 1000),
                play(resumedMs, 1000),
                pause(resumedMs + 800, 1800));
        look(.5f, .5f, 4000);

        List<Fixation> found = found();

        assertThat(found).extracting(Fixation::adSecond).containsExactly(0, 1);
        assertThat(found.get(0).durationMs()).isBetween(1000 - ENDS_MS, 1000L);
        assertThat(found.get(1).durationMs()).isBetween(800 - ENDS_MS, 800L);
    }

    @ParameterizedTest
    @CsvSource({"132, 0", "133, 1"})
    void aFixationTakesATenthOfASecond(int playedMs, int fixations) {
        events(play(0, 0), pause(playedMs, playedMs));
        look(.5f, .5f, 1000);

        assertThat(found()).hasSize(fixations);
    }

    /** Back at once: eyes cannot do that, noise can. */
    @ParameterizedTest
    @CsvSource({"83, 1", "166, 2"})
    void aShortStepAsideAndBackPartsNothing(int asideMs, int fixations) {
        frameMs = 83;
        look(.5f, .5f, 498);
        look(.8f, .5f, asideMs);
        look(.5f, .5f, 498);

        assertThat(found()).hasSize(fixations);
    }

    @ParameterizedTest
    @CsvSource({"0.06, 1", "0.07, 2"})
    void neighboursAreOneWhenTheyAreNear(float distance, int fixations) {
        frameMs = 83;
        look(.5f, .5f, 498);
        look(.9f, .5f, 83);
        look(.5f + distance, .5f, 498);

        assertThat(found()).hasSize(fixations);
    }

    @Test
    void neighboursAcrossABlinkStayTwo() {
        look(.5f, .5f, 495);
        blink(66);
        look(.5f, .5f, 495);

        assertThat(FixationParameters.MERGE_MS).isGreaterThan(99);
        assertThat(found()).hasSize(2);
    }

    private void events(PlayerEvent... events) {
        session = session.events(events);
    }

    private void look(float x, float y, long forMs) {
        for (long end = nowMs + forMs; nowMs < end; nowMs += frameMs) {
            frames.add(at(nowMs).gaze(x, y).build());
        }
    }

    /**
     * Looks at a place of an ad's picture on a webcam.
     *
     * @param noise standard deviation, in widths, across and down
     */
    private void lookWithNoise(float x, float y, long forMs, float noise, Random random) {
        for (long end = nowMs + forMs; nowMs < end; nowMs += frameMs) {
            float dx = (float) (noise * random.nextGaussian());
            float dy = (float) (2 * noise * random.nextGaussian()); // In heights.
            frames.add(at(nowMs).gaze(x + dx, y + dy).build());
        }
    }

    private void blink(long forMs) {
        for (long end = nowMs + forMs; nowMs < end; nowMs += frameMs) {
            frames.add(at(nowMs).build());
        }
    }

    private List<Fixation> smoothedAndFound() {
        return found(GazeSmoothing.smooth(frames));
    }

    private List<Fixation> found() {
        return found(frames);
    }

    private List<Fixation> found(List<MeasuredFrame> measured) {
        Session built = session.build();
        AdTimeline timeline = AdTimeline.of(built, MINUTE_MS);
        return new FixationFilter(built.screen())
                .find(measured.stream().map(frame -> AdFrame.place(frame, timeline)).toList());
    }
}
