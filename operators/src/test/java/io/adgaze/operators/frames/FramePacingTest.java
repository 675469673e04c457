package io.adgaze.operators.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramePacingTest {

    private static final int SECONDS = 20;

    @ParameterizedTest
    @CsvSource({
        "10, 10",
        "15, 15",
        "24, 24",
        "25, 25",
        "29.97, 29.97",
        "30, 30",
        "31, 30",
        "45, 30",
        "50, 30",
        "60, 30",
        "90, 30",
        "120, 30",
        "240, 30"
    })
    void takesAsManyAsThereAreUpToThirtyASecond(double recordedFps, double analysedFps) {
        double taken = taken(30, evenly(recordedFps)).size() / (double) SECONDS;

        assertThat(taken).isBetween(0.97 * analysedFps, analysedFps + 1.0 / SECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void jitterBelowTwoFifthsOfAStepDropsNothing(int seed) {
        Random random = new Random(seed);
        long[] jittered =
                LongStream.range(0, 30 * SECONDS)
                        .map(i -> Math.round(i * 1000 / 30.0) + random.nextInt(-6, 7))
                        .toArray();

        assertThat(taken(30, jittered)).hasSize(30 * SECONDS);
    }

    @Test
    void twiceTheRateIsHalvedEvenly() {
        List<Long> taken = taken(30, evenly(60));

        assertThat(taken.subList(0, 5)).containsExactly(0L, 33L, 67L, 100L, 133L);
    }

    @Test
    void aGapIsNotMadeUpFor() {
        long[] afterAGap =
                LongStream.concat(
                                LongStream.of(0),
                                LongStream.rangeClosed(0, 120).map(i -> 60_000 + i * 1000 / 120))
                        .toArray();

        assertThat(taken(30, afterAGap)).hasSizeBetween(31, 33);
    }

    private static long[] evenly(double fps) {
        return LongStream.range(0, (long) (fps * SECONDS))
                .map(i -> Math.round(i * 1000 / fps))
                .toArray();
    }

    private static List<Long> taken(double framesPerSecond, long[] timesMs) {
        FramePacing pacing = new FramePacing(framesPerSecond);
        List<Long> taken = new ArrayList<>();
        double dueMs = SplitPosition.START.dueMs();
        for (long ms : timesMs) {
            if (pacing.isDue(ms, dueMs)) {
                dueMs = pacing.after(ms, dueMs);
                taken.add(ms);
            }
        }
        return taken;
    }
}
