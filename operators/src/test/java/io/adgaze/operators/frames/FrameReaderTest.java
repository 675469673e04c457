package io.adgaze.operators.frames;

import static io.adgaze.operators.SessionBuilder.aSession;
import static io.adgaze.operators.frames.TestRecordings.every;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.adgaze.operators.HarnessMetrics;
import io.adgaze.operators.SessionBuilder;
import io.adgaze.operators.frames.ReaderScenario.End;
import io.adgaze.operators.frames.ReaderScenario.Event;
import io.adgaze.operators.frames.ReaderScenario.Frame;
import io.adgaze.operators.frames.ReaderScenario.Mark;
import io.adgaze.operators.frames.ReaderScenario.Rejected;
import io.adgaze.operators.frames.ReaderScenario.Start;
import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.PlayerEvent;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60) // A frame reader that waits for a turn that never comes would hang.
class FrameReaderTest {

    /** So fast that each frame is due. */
    private static final ReadingLimits EACH_FRAME = new ReadingLimits(1000, 2560, 60_000);

    private static final ReadingLimits RATE_30 = new ReadingLimits(30, 2560, 60_000);

    @TempDir private Path folder;
    private TestRecordings recordings;

    @BeforeEach
    void prepare() {
        recordings = new TestRecordings(folder);
    }

    @AfterEach
    void nothingStaysOpen() {
        assertThat(LocalStore.openChannels()).isZero();
        assertThat(LocalStore.openStores()).isZero();
    }

    @Nested
    class Reading {

        @Test
        void framesComeInOrderWithTheContainersTimes() throws Exception {
            long[] times = {0, 35, 71, 100, 180, 181, 500, 533};
            Session session = session("s-1", recordings.record("a.webm", times));

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(session);
                scenario.drain();

                assertThat(scenario.frameTimes("s-1"))
                        .containsExactlyElementsOf(LongStream.of(times).boxed().toList());
                assertThat(scenario.frames())
                        .extracting(Frame::number)
                        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
                assertThat(scenario.rejections()).isEmpty();
            }
        }

        @Test
        void theEndComesLastAndSaysWhere() throws Exception {
            Session session = session("s-1", recordings.record("a.webm", every(40, 10)));

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(session);
                scenario.drain();

                assertThat(scenario.events().get(scenario.events().size() - 1))
                        .isEqualTo(new End("s-1", 400, 25f));
                assertThat(scenario.ends()).hasSize(1);
            }
        }

        @Test
        void recordingsRunOnFromOneToTheNext() throws Exception {
            Session session =
                    session(
                            "s-1",
                            recordings.record("a.webm", every(40, 3)),
                            recordings.record("b.webm", every(40, 2)));

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(session);
                scenario.drain();

                assertThat(scenario.frameTimes("s-1")).containsExactly(0L, 40L, 80L, 120L, 160L);
                assertThat(scenario.frames())
                        .extracting(Frame::number)
                        .containsExactly(0, 1, 2, 0, 1);
                assertThat(scenario.ends()).containsExactly(new End("s-1", 200, 25f));
            }
        }

        @Test
        void aTurnSplitsOffOneFrameAtMost() throws Exception {
            Session session = session("s-1", recordings.record("a.webm", every(40, 12)));

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(session);
                assertThat(scenario.events()).as("before the first turn").isEmpty();

                for (int frames = 1; frames <= 12; frames++) {
                    scenario.turn(1);
                    assertThat(scenario.frames()).hasSize(frames);
                }
            }
        }

        @Test
        void sessionsAreReadOneAfterAnother() throws Exception {
            Session first = session("s-1", recordings.record("a.webm", every(40, 4)));
            Session second = session("s-2", recordings.record("b.webm", every(50, 3)));

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(first);
                scenario.turn(2);
                scenario.land(second);
                scenario.drain();

                assertThat(scenario.events())
                        .containsExactly(
                                new Start("s-1"),
                                new Frame("s-1", 0, 0),
                                new Frame("s-1", 40, 1),
                                new Frame("s-1", 80, 2),
                                new Frame("s-1", 120, 3),
                                new End("s-1", 160, 25f),
                                new Start("s-2"),
                                new Frame("s-2", 0, 0),
                                new Frame("s-2", 50, 1),
                                new Frame("s-2", 100, 2),
                                new End("s-2", 150, 20f));
            }
        }

        @Test
        void aSessionAfterAnIdleTimeIsRead() throws Exception {
            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(session("s-1", recordings.record("a.webm", every(40, 2))));
                scenario.drain();
                scenario.land(session("s-2", recordings.record("b.webm", every(40, 2))));
                scenario.drain();

                assertThat(scenario.ends())
                        .extracting(End::sessionId)
                        .containsExactly("s-1", "s-2");
            }
        }

        @Test
        void nothingIsKeptOfASessionThatWasRead() throws Exception {
            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(session("s-1", recordings.record("a.webm", every(40, 3))));
                scenario.turn(2);
                assertThat(scenario.keptInState()).isPositive();
                scenario.drain();

                assertThat(scenario.keptInState()).isZero();
                assertThat(LocalStore.openChannels()).isZero();
            }
        }

        @Test
        void aRecordingIsClosedWhenTheTaskIsCancelled() throws Exception {
            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(session("s-1", recordings.record("a.webm", every(40, 10))));
                scenario.turn(3);

                assertThat(LocalStore.openChannels()).isOne();
            }
            assertThat(LocalStore.openChannels()).isZero();
        }
    }

    @Nested
    class Pacing {

        @Test
        void theJitterOfAWebcamAtTheSameRateDropsNothing() throws Exception {
            long[] jittered =
                    LongStream.range(0, 60).map(i -> i * 1000 / 30 + i * 7 % 13).toArray();

            try (ReaderScenario scenario = ReaderScenario.start(RATE_30)) {
                scenario.land(session("s-1", recordings.record("a.webm", jittered)));
                scenario.drain();

                assertThat(scenario.frames()).hasSize(60);
            }
        }

        @Test
        void twiceTheRateIsHalved() throws Exception {
            long[] sixty = LongStream.range(0, 120).map(i -> Math.round(i * 1000 / 60.0)).toArray();

            try (ReaderScenario scenario = ReaderScenario.start(RATE_30)) {
                scenario.land(session("s-1", recordings.record("a.webm", sixty)));
                scenario.drain();

                assertThat(scenario.frames()).hasSize(60);
                assertThat(scenario.frames().subList(0, 4))
                        .extracting(Frame::number)
                        .containsExactly(0, 2, 4, 6);
                assertThat(scenario.ends().get(0).fpsMean())
                        .as("of the webcam, not of the analysis")
                        .isBetween(59.9f, 60.1f);
            }
        }

        @Test
        void theRateRunsOnIntoTheNextRecording() throws Exception {
            long[] fifty = every(20, 10);

            try (ReaderScenario scenario =
                    ReaderScenario.start(new ReadingLimits(10, 2560, 60_000))) {
                scenario.land(
                        session(
                                "s-1",
                                recordings.record("a.webm", fifty),
                                recordings.record("b.webm", fifty)));
                scenario.drain();

                assertThat(scenario.frameTimes("s-1")).containsExactly(0L, 60L, 160L, 260L, 360L);
            }
        }
    }

    @Nested
    class Watermarks {

        @Test
        void waitForTheSessionsAheadOfThem() throws Exception {
            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(
                        session("s-1", recordings.record("a.webm", every(40, 3))),
                        session("s-2", recordings.record("b.webm", every(40, 3))));
                scenario.watermark(5);
                scenario.turn(4);
                scenario.watermark(7);
                assertThat(scenario.events()).doesNotHaveAnyElementsOfTypes(Mark.class);

                scenario.drain();

                assertThat(scenario.events()).endsWith(new End("s-2", 120, 25f), new Mark(7));
            }
        }

        @Test
        void passAtOnceWhereNothingIsRead() throws Exception {
            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.watermark(5);

                assertThat(scenario.events()).containsExactly(new Mark(5));
            }
        }

        @Test
        void theEndOfInputComesAfterTheLastFrame() throws Exception {
            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(
                        session("s-1", recordings.record("a.webm", every(40, 3))),
                        session("s-2", recordings.record("b.webm", every(40, 3))));
                scenario.watermark(Long.MAX_VALUE);
                scenario.endInput();

                assertThat(scenario.ends()).hasSize(2);
                assertThat(scenario.events().get(scenario.events().size() - 1))
                        .isEqualTo(new Mark(Long.MAX_VALUE));
                assertThat(scenario.keptInState()).as("left to do").isZero();
            }
        }

        @Test
        void aTimerThatFiredJustBeforeTheTasksEndIsNoFailure() throws Exception {
            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(session("s-1", recordings.record("a.webm", every(40, 3))));

                assertThatCode(scenario::endTask).doesNotThrowAnyException();
                assertThat(scenario.frames()).isEmpty();
            }
        }
    }

    @Nested
    class Withdrawals {

        @Test
        void endTheSessionThatIsBeingRead() throws Exception {
            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(
                        session("s-1", recordings.record("a.webm", every(40, 9))),
                        session("s-2", recordings.record("b.webm", every(40, 2))));
                scenario.turn(3);

                scenario.withdraw("s-1");
                assertThat(LocalStore.openChannels()).isZero();
                scenario.drain();

                assertWithdrawn(scenario, "s-1");
                assertThat(scenario.frames("s-1")).hasSizeBetween(1, 3);
                assertThat(scenario.events())
                        .as("operators forget it")
                        .filteredOn(new Start("s-1")::equals)
                        .hasSize(2);
                assertThat(scenario.ends()).extracting(End::sessionId).containsExactly("s-2");
                assertThat(scenario.keptInState()).isZero();
            }
        }

        @Test
        void takeOutASessionThatWaits() throws Exception {
            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                ObjectRef recording = recordings.record("a.webm", every(40, 3));
                scenario.land(
                        session("s-1", recording),
                        session("s-2", recording),
                        session("s-3", recording));
                scenario.turn(2);

                scenario.withdraw("s-2");
                scenario.drain();

                assertWithdrawn(scenario, "s-2");
                assertThat(scenario.frames("s-2")).isEmpty();
                assertThat(scenario.frames("s-1")).hasSize(3);
                assertThat(scenario.ends())
                        .extracting(End::sessionId)
                        .containsExactly("s-1", "s-3");
                assertThat(scenario.keptInState()).isZero();
            }
        }

        @Test
        void takeOutASessionThatWaitsAfterARestart() throws Exception {
            ObjectRef recording = recordings.record("a.webm", every(40, 3));
            OperatorSubtaskState state;
            try (ReaderScenario before = ReaderScenario.start(EACH_FRAME)) {
                before.land(session("s-1", recording), session("s-2", recording));
                before.turn(2);
                state = before.snapshot();
            }
            try (ReaderScenario scenario = ReaderScenario.restore(state, EACH_FRAME)) {
                scenario.withdraw("s-2");
                scenario.drain();

                assertWithdrawn(scenario, "s-2");
                assertThat(scenario.ends()).extracting(End::sessionId).containsExactly("s-1");
            }
        }

        @Test
        void areNothingToASessionThatWasRead() throws Exception {
            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(session("s-1", recordings.record("a.webm", every(40, 2))));
                scenario.drain();
                int eventsN = scenario.events().size();

                scenario.withdraw("s-1");
                scenario.withdraw("s-never-seen");
                scenario.drain();

                assertThat(scenario.events()).hasSize(eventsN);
            }
        }

        @Test
        void letTheEndOfInputPassThatWaitedForTheSession() throws Exception {
            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(session("s-1", recordings.record("a.webm", every(40, 9))));
                scenario.turn(2);
                scenario.watermark(7);

                scenario.withdraw("s-1");

                assertThat(scenario.events()).contains(new Mark(7));
            }
        }

        private static void assertWithdrawn(ReaderScenario scenario, String sessionId) {
            assertThat(scenario.rejections())
                    .extracting(Rejection::sessionId, Rejection::reason)
                    .containsExactly(tuple(sessionId, RejectReason.CONSENT_WITHDRAWN));
        }
    }

    @Nested
    class Restarts {

        @Test
        void goOnWithTheVeryNextFrameWhereverTheyHappen() throws Exception {
            ObjectRef whole = recordings.record("a.webm", every(33, 9));
            ObjectRef cut =
                    recordings.truncate("b.webm", recordings.record("c.webm", every(17, 40)), .6);
            ObjectRef single = recordings.record("single.webm", 0);
            Session first = session("s-1", whole, single, whole, cut);
            Session second = session("s-2", recordings.missing("gone.webm"), whole);
            List<Event> undisturbed;
            int turns;
            try (ReaderScenario scenario = ReaderScenario.start(RATE_30)) {
                scenario.land(first, second);
                turns = scenario.turn(Integer.MAX_VALUE);
                undisturbed = List.copyOf(scenario.events());
            }
            assertThat(undisturbed).hasSizeGreaterThan(30);

            for (int turn = 0; turn <= turns; turn++) {
                assertThat(interrupted(turn, first, second).events())
                        .as("restart after turn %s of %s", turn, turns)
                        .usingRecursiveComparison()
                        .ignoringFieldsOfTypes(Instant.class)
                        .isEqualTo(undisturbed);
            }
        }

        /** What came out before and after a restart. */
        private record Interrupted(List<Event> before, List<Event> after) {

            List<Event> events() {
                return Stream.concat(before.stream(), after.stream()).toList();
            }
        }

        private Interrupted interrupted(int turns, Session... sessions) throws Exception {
            try (ReaderScenario before = ReaderScenario.start(RATE_30)) {
                before.land(sessions);
                before.turn(turns);
                try (ReaderScenario after = ReaderScenario.restore(before.snapshot(), RATE_30)) {
                    after.drain();
                    return new Interrupted(
                            List.copyOf(before.events()), List.copyOf(after.events()));
                }
            }
        }

        /**
         * A calibration over two recordings, behind one that is rejected: its frames are in the
         * memory of an operator, which a restart takes.
         */
        @Test
        void readASessionThatCalibratesAgainFromItsStart() throws Exception {
            ObjectRef whole = recordings.record("a.webm", every(40, 12));
            ObjectRef single = recordings.record("single.webm", 0);
            ObjectRef first = recordings.record("b.webm", every(20, 24));
            Session session =
                    aPlay().id("s-1")
                            .recordings(single, first, single, whole)
                            // Over at 600 ms: in the last recording.
                            .calibration(
                                    new CalibrationPoint(0, 10, 10),
                                    new CalibrationPoint(300, 90, 90))
                            .build();
            List<Event> undisturbed;
            int turns;
            try (ReaderScenario scenario = ReaderScenario.start(RATE_30)) {
                scenario.land(session);
                turns = scenario.turn(Integer.MAX_VALUE);
                undisturbed = List.copyOf(scenario.events());
            }
            assertThat(undisturbed).filteredOn(Rejected.class::isInstance).hasSize(2);

            for (int turn = 0; turn <= turns; turn++) {
                Interrupted run = interrupted(turn, session);

                assertThat(sinceTheLastStart(run.events()))
                        .as("what counts after a restart after turn %s of %s", turn, turns)
                        .isEqualTo(sinceTheLastStart(undisturbed));
                assertThat(rejectionsIn(run.events()))
                        .as("rejections with a restart after turn %s", turn)
                        .containsExactlyElementsOf(rejectionsIn(undisturbed));
                assertThat(run.after().contains(new Start("s-1")))
                        .as("read again after turn %s", turn)
                        .isEqualTo(run.before().stream().noneMatch(this::isPastCalibration));
            }
        }

        private boolean isPastCalibration(Event event) {
            return event instanceof Frame frame && frame.recordingMs() >= 600;
        }

        /** Frames and ends: what the operators behind the reader do not forget. */
        private static List<Event> sinceTheLastStart(List<Event> events) {
            return events.subList(events.lastIndexOf(new Start("s-1")), events.size()).stream()
                    .filter(event -> !(event instanceof Rejected))
                    .toList();
        }

        private static List<String> rejectionsIn(List<Event> events) {
            return events.stream()
                    .filter(Rejected.class::isInstance)
                    .map(event -> ((Rejected) event).rejection().message())
                    .toList();
        }

        /** Twice in the same calibration: what was rejected before the first is remembered. */
        @Test
        void rejectOnceHoweverOftenTheyReadASessionAgain() throws Exception {
            ObjectRef whole = recordings.record("a.webm", every(40, 6));
            Session session =
                    aPlay().recordings(whole, recordings.record("single.webm", 0), whole)
                            .calibration(new CalibrationPoint(0, 10, 10))
                            .build();

            OperatorSubtaskState state;
            try (ReaderScenario first = ReaderScenario.start(RATE_30)) {
                first.land(session);
                first.turn(10);
                assertThat(first.rejections()).hasSize(1);
                state = first.snapshot();
            }
            try (ReaderScenario second = ReaderScenario.restore(state, RATE_30)) {
                second.turn(2);
                assertThat(second.rejections()).isEmpty();
                state = second.snapshot();
            }
            try (ReaderScenario third = ReaderScenario.restore(state, RATE_30)) {
                third.drain();
                assertThat(third.frames()).hasSize(13);
                assertThat(third.rejections()).isEmpty();
            }
        }

        /** The processes die, each about to decode the same second of it. */
        @Test
        void giveUpASessionThatProcessesDieOf() throws Exception {
            Session deadly = session("s-1", recordings.record("a.webm", every(40, 5)));
            Session other = session("s-2", recordings.record("b.webm", every(40, 3)));
            Map<String, byte[]> left;
            OperatorSubtaskState state;
            try (ReaderScenario died = ReaderScenario.start(EACH_FRAME)) {
                died.land(deadly, other);
                died.turn(1);
                state = died.snapshot();
                left = LocalStore.marks();
            }
            for (int alone = 0; alone < 2; alone++) {
                LocalStore.restore(left);
                try (ReaderScenario died = ReaderScenario.restore(state, EACH_FRAME)) {
                    died.turn(1);
                    assertThat(died.rejections()).isEmpty();
                    left = LocalStore.marks();
                }
            }

            LocalStore.restore(left);
            try (ReaderScenario last = ReaderScenario.restore(state, EACH_FRAME)) {
                last.drain();

                assertThat(last.frames("s-1")).isEmpty();
                assertThat(last.frames("s-2")).hasSize(3);
                assertThat(last.ends()).extracting(End::sessionId).containsExactly("s-2");
                assertThat(last.keptInState()).isZero();
                assertThat(last.rejections())
                        .singleElement()
                        .satisfies(
                                rejection -> {
                                    assertThat(rejection.reason())
                                            .isEqualTo(RejectReason.RECORDING_UNREADABLE);
                                    assertThat(rejection.sessionId()).isEqualTo("s-1");
                                    assertThat(rejection.message())
                                            .startsWith(deadly.manifestUri())
                                            .contains("ends the process that reads it");
                                });
            } finally {
                LocalStore.restore(Map.of());
            }
        }

        /** It was good before the restart, so nobody was told of it. */
        @Test
        void rejectWhatIsGoneWhenItIsReadAgain() throws Exception {
            ObjectRef fleeting = recordings.record("a.webm", every(40, 3));
            ObjectRef lasting = recordings.record("b.webm", every(40, 3));
            Session session =
                    aPlay().recordings(fleeting, lasting)
                            .calibration(new CalibrationPoint(0, 10, 10))
                            .build();

            try (ReaderScenario before = ReaderScenario.start(EACH_FRAME)) {
                before.land(session);
                before.turn(5);
                Files.delete(TestRecordings.path(fleeting));
                try (ReaderScenario after = ReaderScenario.restore(before.snapshot(), EACH_FRAME)) {
                    after.drain();

                    assertThat(after.frames()).isEmpty();
                    assertThat(after.rejections())
                            .extracting(Rejection::reason)
                            .containsExactly(RejectReason.RECORDING_MISSING);
                }
            }
        }

        @Test
        void finishTheSessionThatWasBegunThenGoByArrival() throws Exception {
            ObjectRef recording = recordings.record("a.webm", every(40, 3));
            Session begun = aPlay().id("s-1").recordings(recording).landedAtMs(9).build();
            Session early = aPlay().id("s-3").recordings(recording).landedAtMs(1).build();
            Session late = aPlay().id("s-2").recordings(recording).landedAtMs(5).build();

            try (ReaderScenario before = ReaderScenario.start(EACH_FRAME)) {
                before.land(begun, late, early);
                before.turn(2);
                try (ReaderScenario after = ReaderScenario.restore(before.snapshot(), EACH_FRAME)) {
                    after.drain();

                    assertThat(after.ends())
                            .extracting(End::sessionId)
                            .containsExactly("s-1", "s-3", "s-2");
                }
            }
        }

        @Test
        void holdBackTheEndOfInputAgain() throws Exception {
            try (ReaderScenario before = ReaderScenario.start(EACH_FRAME)) {
                before.land(session("s-1", recordings.record("a.webm", every(40, 5))));
                before.turn(2);
                try (ReaderScenario after = ReaderScenario.restore(before.snapshot(), EACH_FRAME)) {
                    after.watermark(Long.MAX_VALUE);
                    after.endInput();

                    assertThat(after.frameTimes("s-1")).containsExactly(80L, 120L, 160L);
                    assertThat(after.events().get(after.events().size() - 1))
                            .isEqualTo(new Mark(Long.MAX_VALUE));
                }
            }
        }
    }

    /** Each bad recording is rejected by its name, and its neighbours come out. */
    @Nested
    class BadRecordings {

        @ParameterizedTest
        @ValueSource(strings = {"", "This is no video.", "\u001aEß£ but nothing follows"})
        void whatIsNoVideoIsUnreadable(String content) throws Exception {
            ObjectRef bad = recordings.write("bad.webm", content.getBytes(StandardCharsets.UTF_8));

            assertRejectedBesideNeighbours(EACH_FRAME, RejectReason.RECORDING_UNREADABLE, bad);
        }

        @Test
        void whatIsNotThereIsMissing() throws Exception {
            assertRejectedBesideNeighbours(
                    EACH_FRAME, RejectReason.RECORDING_MISSING, recordings.missing("gone.webm"));
        }

        @Test
        void whatIsTooLargeIsNotRead() throws Exception {
            ReadingLimits small = new ReadingLimits(30, 63, 60_000);
            ObjectRef large = recordings.record("large.webm", every(40, 3));

            try (ReaderScenario scenario = ReaderScenario.start(small)) {
                scenario.land(session("s-1", large));
                scenario.drain();

                assertThat(scenario.frames()).isEmpty();
                assertThat(scenario.ends()).isEmpty();
                assertRejected(scenario.rejections(), RejectReason.TOO_LARGE, large);
            }
        }

        @Test
        void whatIsTooLongIsReadUpToThere() throws Exception {
            ReadingLimits brief = new ReadingLimits(30, 2560, 1000);
            ObjectRef lengthy = recordings.record("long.webm", every(50, 60));

            try (ReaderScenario scenario = ReaderScenario.start(brief)) {
                scenario.land(session("s-1", lengthy));
                scenario.drain();

                assertThat(scenario.frameTimes("s-1")).hasSize(21).endsWith(1000L);
                assertThat(scenario.ends()).extracting(End::recordingMs).containsExactly(1050L);
                assertRejected(scenario.rejections(), RejectReason.TOO_LARGE, lengthy);
            }
        }

        @Test
        void whatIsCutIsReadAsFarAsItGoes() throws Exception {
            ObjectRef whole = recordings.record("whole.webm", every(40, 40));
            ObjectRef cut = recordings.truncate("cut.webm", whole, .5);

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(session("s-1", cut), session("s-2", whole));
                scenario.drain();

                int read = scenario.frames("s-1").size();
                assertThat(read).isBetween(10, 30);
                assertThat(scenario.frameTimes("s-1"))
                        .isEqualTo(scenario.frameTimes("s-2").subList(0, read));
                assertThat(scenario.frames("s-2")).hasSize(40);
                assertThat(scenario.ends())
                        .extracting(End::sessionId)
                        .containsExactly("s-1", "s-2");
                assertRejected(scenario.rejections(), RejectReason.RECORDING_TRUNCATED, cut);
            }
        }

        @Test
        void aSingleFrameIsMeasuredAndSaidToBeAll() throws Exception {
            ObjectRef single = recordings.record("single.webm", 0);

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(session("s-1", single));
                scenario.drain();

                assertThat(scenario.frames()).containsExactly(new Frame("s-1", 0, 0));
                assertThat(scenario.ends()).containsExactly(new End("s-1", 1, null));
                assertRejected(scenario.rejections(), RejectReason.RECORDING_TRUNCATED, single);
            }
        }

        @Test
        void aSingleFrameAmongRecordingsIsSaidToBeAllOfItsOwn() throws Exception {
            ObjectRef single = recordings.record("single.webm", 0);
            ObjectRef good = recordings.record("good.webm", every(40, 3));

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(session("s-1", good, single, good));
                scenario.drain();

                assertThat(scenario.frames()).hasSize(7);
                assertRejected(scenario.rejections(), RejectReason.RECORDING_TRUNCATED, single);
            }
        }

        /** Their clock runs on from its end, which nobody knows. */
        @Test
        void nothingIsReadBehindABrokenRecording() throws Exception {
            ObjectRef good = recordings.record("good.webm", every(40, 3));
            ObjectRef bad = recordings.write("bad.webm", new byte[0]);
            ObjectRef cut =
                    recordings.truncate("cut.webm", recordings.record("l.webm", every(40, 40)), .5);
            ObjectRef gone = recordings.missing("gone.webm");

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(
                        session("s-bad", good, bad, good, good),
                        session("s-cut", cut, good),
                        session("s-gone", gone, good));
                scenario.drain();

                assertThat(scenario.frameTimes("s-bad")).containsExactly(0L, 40L, 80L);
                assertThat(scenario.frameTimes("s-cut")).hasSizeBetween(10, 30);
                assertThat(scenario.frameTimes("s-gone")).isEmpty();
                assertThat(scenario.ends())
                        .extracting(End::sessionId)
                        .containsExactly("s-bad", "s-cut");
                assertThat(scenario.rejections())
                        .extracting(Rejection::reason, Rejection::key)
                        .containsExactly(
                                tuple(RejectReason.RECORDING_UNREADABLE, bad.uri()),
                                tuple(RejectReason.RECORDING_TRUNCATED, cut.uri()),
                                tuple(RejectReason.RECORDING_MISSING, gone.uri()));
                assertThat(scenario.rejections())
                        .extracting(Rejection::message)
                        .satisfiesExactly(
                                m -> assertThat(m).contains("Recordings after it (2) are not read"),
                                m -> assertThat(m).contains("Recordings after it (1) are not read"),
                                m ->
                                        assertThat(m)
                                                .contains("Recordings after it (1) are not read"));
            }
        }

        @Test
        void aRecordingThatGoesAwayWhileItIsReadIsTruncated() throws Exception {
            ObjectRef fleeting = recordings.record("a.webm", every(40, 100));
            long last = fleeting.sizeBytes() * 9 / 10;

            try (ReaderScenario scenario =
                    ReaderScenario.start(
                            c -> new BreakingStore(last, NoSuchFileException::new), EACH_FRAME)) {
                scenario.land(session("s-1", fleeting));
                scenario.drain();

                assertThat(scenario.frames()).hasSizeBetween(50, 95);
                assertThat(scenario.ends()).hasSize(1);
                assertRejected(scenario.rejections(), RejectReason.RECORDING_TRUNCATED, fleeting);
            }
        }

        private void assertRejectedBesideNeighbours(
                ReadingLimits limits, RejectReason reason, ObjectRef bad) throws Exception {
            ObjectRef good = recordings.record("good.webm", every(40, 5));

            try (ReaderScenario scenario = ReaderScenario.start(limits)) {
                scenario.land(session("s-1", good), session("s-2", bad), session("s-3", good));
                scenario.drain();

                assertThat(scenario.frames("s-1")).hasSize(5);
                assertThat(scenario.frames("s-2")).isEmpty();
                assertThat(scenario.frames("s-3")).hasSize(5);
                assertThat(scenario.ends())
                        .extracting(End::sessionId)
                        .containsExactly("s-1", "s-3");
                assertThat(scenario.rejections())
                        .extracting(Rejection::sessionId)
                        .containsExactly("s-2");
                assertRejected(scenario.rejections(), reason, bad);
            }
        }

        private void assertRejected(
                List<Rejection> rejections, RejectReason reason, ObjectRef recording) {
            assertThat(rejections)
                    .singleElement()
                    .satisfies(
                            rejection -> {
                                assertThat(rejection.reason()).isEqualTo(reason);
                                assertThat(rejection.key()).isEqualTo(recording.uri());
                                assertThat(rejection.message()).startsWith(recording.uri() + " ");
                            });
        }
    }

    /** What the manifest tells of has to be in the recordings. */
    @Nested
    class Coverage {

        @Test
        void aRecordingThatEndsBeforeTheAdIsSaidToBeTruncated() throws Exception {
            ObjectRef brief = recordings.record("brief.webm", every(40, 30));

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(aSession().recordings(brief).build()); // Plays for 3000 ms.
                scenario.drain();

                assertThat(scenario.frames()).hasSize(30);
                assertThat(scenario.rejections())
                        .singleElement()
                        .satisfies(
                                rejection -> {
                                    assertThat(rejection.reason())
                                            .isEqualTo(RejectReason.RECORDING_TRUNCATED);
                                    assertThat(rejection.message())
                                            .startsWith(brief.uri() + " leaves 60 % of")
                                            .contains("Record from before them until after");
                                });
            }
        }

        @Test
        void aRecordingOfAllThatIsToldIsWhole() throws Exception {
            ObjectRef whole = recordings.record("whole.webm", every(40, 64));

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(aSession().recordings(whole).build()); // 60 ms above the tolerance.
                scenario.drain();

                assertThat(scenario.rejections()).isEmpty();
            }
        }

        @Test
        void aGapWhileTheAdPlaysIsSaid() throws Exception {
            ObjectRef gap = recordings.record("gap.webm", 0, 500, 1000, 2100, 2600, 3000);

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.land(aSession().recordings(gap).build());
                scenario.drain();

                assertThat(scenario.rejections())
                        .extracting(Rejection::message)
                        .singleElement()
                        .asString()
                        .contains("leaves 37 % of");
            }
        }

        @Test
        void isTheSameHoweverOftenItIsInterrupted() throws Exception {
            ObjectRef first = recordings.record("a.webm", every(40, 8));
            ObjectRef second = recordings.record("b.webm", every(40, 8));
            Session session = aSession().recordings(first, second).build();

            for (int turn = 1; turn < 18; turn++) {
                try (ReaderScenario before = ReaderScenario.start(EACH_FRAME)) {
                    before.land(session);
                    before.turn(turn);
                    try (ReaderScenario after =
                            ReaderScenario.restore(before.snapshot(), EACH_FRAME)) {
                        after.drain();

                        assertThat(after.rejections())
                                .as("after turn %s", turn)
                                .extracting(Rejection::message)
                                .singleElement()
                                .asString()
                                .startsWith(second.uri() + " leaves 79 % of");
                    }
                }
            }
        }
    }

    /** Limits are those of all of a session's recordings together. */
    @Nested
    class SessionLimits {

        /** 240 pictures in all. */
        private static final ReadingLimits ONE_SECOND = new ReadingLimits(30, 2560, 1000);

        @Test
        void secondsOfOneRecordingAreTakenFromTheNext() throws Exception {
            ObjectRef first = recordings.record("a.webm", every(40, 20));
            ObjectRef second = recordings.record("b.webm", every(40, 20));

            try (ReaderScenario scenario = ReaderScenario.start(ONE_SECOND)) {
                scenario.land(session("s-1", first, second, first));
                scenario.drain();

                assertThat(scenario.frameTimes("s-1")).endsWith(1000L).hasSize(26);
                assertTooLarge(scenario, second);
            }
        }

        @Test
        void decodedPicturesAddUpAndRestartsChangeNothing() throws Exception {
            ObjectRef first = recordings.record("a.webm", every(1, 150));
            ObjectRef second = recordings.record("b.webm", every(1, 150));
            Session session = session("s-1", first, second, first);
            List<Long> undisturbed;
            try (ReaderScenario scenario = ReaderScenario.start(ONE_SECOND)) {
                scenario.land(session);
                scenario.drain();
                undisturbed = scenario.frameTimes("s-1");
                assertThat(undisturbed.get(undisturbed.size() - 1)).isBetween(200L, 240L);
                assertTooLarge(scenario, second);
            }

            try (ReaderScenario before = ReaderScenario.start(ONE_SECOND)) {
                before.land(session);
                before.turn(200);
                try (ReaderScenario after = ReaderScenario.restore(before.snapshot(), ONE_SECOND)) {
                    after.drain();

                    List<Long> both =
                            Stream.concat(
                                            before.frameTimes("s-1").stream(),
                                            after.frameTimes("s-1").stream())
                                    .toList();
                    assertThat(both).isEqualTo(undisturbed);
                    assertTooLarge(after, second);
                }
            }
        }

        private void assertTooLarge(ReaderScenario scenario, ObjectRef recording) {
            assertThat(scenario.rejections())
                    .singleElement()
                    .satisfies(
                            rejection -> {
                                assertThat(rejection.reason()).isEqualTo(RejectReason.TOO_LARGE);
                                assertThat(rejection.key()).isEqualTo(recording.uri());
                                assertThat(rejection.message())
                                        .contains("--max-recording-duration");
                            });
        }
    }

    @Nested
    class Metrics {

        /** What no decoding of these tiny pictures takes, even on a busy machine. */
        private static final double FAR_TOO_LONG_MS = 10_000;

        @Test
        void tellOfSessionsAndFrames() throws Exception {
            Session first = session("s-1", recordings.record("a.webm", every(40, 4)));
            Session second = session("s-2", recordings.record("b.webm", every(40, 3)));

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                HarnessMetrics metrics = scenario.metrics();
                scenario.land(first, second);
                scenario.turn(2);
                assertThat(metrics.counted("frames_analysed")).isEqualTo(2);
                assertThat(metrics.counted("sessions_read")).isZero();
                assertThat(metrics.gauged("sessions_in_flight")).isEqualTo(2);

                scenario.turn(4); // One turn finds that the first recording is over.
                assertThat(metrics.counted("sessions_read")).isEqualTo(1);
                assertThat(metrics.gauged("sessions_in_flight")).isEqualTo(1);

                scenario.drain();
                assertThat(metrics.counted("frames_analysed")).isEqualTo(7);
                assertThat(metrics.counted("sessions_read")).isEqualTo(2);
                assertThat(metrics.gauged("sessions_in_flight")).isEqualTo(0);
            }
        }

        @Test
        void countEachDecodedFrameAndThoseThatAreAnalysed() throws Exception {
            Session session = session("s-1", recordings.record("a.webm", every(10, 30)));

            try (ReaderScenario scenario = ReaderScenario.start(RATE_30)) {
                scenario.land(session);
                scenario.drain();

                Histogram decoding = scenario.metrics().histogram("decode_latency_ms");
                assertThat(decoding.getCount()).isEqualTo(30);
                assertThat(decoding.getStatistics().getQuantile(.5))
                        .isPositive()
                        .isLessThan(FAR_TOO_LONG_MS);
                assertThat(scenario.metrics().counted("frames_analysed"))
                        .isEqualTo(scenario.frames().size())
                        .isLessThan(15);
            }
        }

        @Test
        void knowTheSessionsInFlightAfterARestart() throws Exception {
            Session first = session("s-1", recordings.record("a.webm", every(40, 4)));
            Session second = session("s-2", recordings.record("b.webm", every(40, 3)));

            try (ReaderScenario before = ReaderScenario.start(EACH_FRAME)) {
                before.land(first, second);
                before.turn(2);
                try (ReaderScenario after = ReaderScenario.restore(before.snapshot(), EACH_FRAME)) {
                    assertThat(after.metrics().gauged("sessions_in_flight")).isEqualTo(2);
                }
            }
        }

        @Test
        void knowSinceWhenTheOldestSessionWaits() throws Exception {
            ObjectRef recording = recordings.record("a.webm", every(40, 4));
            long landedAtMs = System.currentTimeMillis() - 60_000;
            Session session = aPlay().recordings(recording).landedAtMs(landedAtMs).build();

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                assertThat(scenario.metrics().gauged("oldest_session_age_s")).isEqualTo(0.);
                scenario.land(session);
                scenario.turn(2);
                assertThat((Double) scenario.metrics().gauged("oldest_session_age_s"))
                        .isBetween(60., 60. + FAR_TOO_LONG_MS / 1000);
                scenario.drain();
                assertThat(scenario.metrics().gauged("oldest_session_age_s")).isEqualTo(0.);
            }
        }

        @Test
        void tellTheMemoryOfTheProcess() throws Exception {
            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                assertThat((Long) scenario.metrics().gauged("process_resident_bytes"))
                        .isGreaterThan(Runtime.getRuntime().totalMemory() / 8);
            }
        }

        @Test
        void tellTheProcesssLimitWhereThereIsOne() {
            MetricListener registered = new MetricListener();
            Configuration limited = new Configuration();
            limited.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(6144));

            new FrameReaderMetrics(registered.getMetricGroup()).watchMemory(limited);

            assertThat(registered.getGauge("adgaze", "process_limit_bytes").orElseThrow())
                    .extracting(Gauge::getValue)
                    .isEqualTo(6L << 30);
        }
    }

    /** What is wrong with the store is not the session's fault: the task fails and tries again. */
    @Nested
    class BrokenStore {

        @Test
        void aStoreThatCannotBeReachedFailsTheTask() throws Exception {
            Session session = session("s-1", recordings.record("a.webm", every(40, 3)));

            try (ReaderScenario scenario =
                    ReaderScenario.start(c -> new BreakingStore(0, IOException::new), EACH_FRAME)) {
                scenario.land(session);

                assertThatThrownBy(scenario::drain)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining(BreakingStore.MESSAGE);
                assertThat(scenario.rejections()).isEmpty();
                assertThat(scenario.keptInState()).as("to be tried again").isPositive();
            }
        }

        @Test
        void aStoreThatBreaksInMidRecordingFailsTheTask() throws Exception {
            ObjectRef recording = recordings.record("a.webm", every(40, 100));
            long last = recording.sizeBytes() * 9 / 10;

            try (ReaderScenario scenario =
                    ReaderScenario.start(
                            c -> new BreakingStore(last, IOException::new), EACH_FRAME)) {
                scenario.land(session("s-1", recording));

                assertThatThrownBy(scenario::drain)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining(BreakingStore.MESSAGE);
                assertThat(scenario.frames()).isNotEmpty();
                assertThat(scenario.ends()).isEmpty();
                assertThat(scenario.rejections()).isEmpty();
            }
        }
    }

    /** What nobody foresaw ends the session that it befell, wherever it happens. */
    @Nested
    class UnforeseenFaults {

        @Test
        void ofAnalysingAFrameEndItsSession() throws Exception {
            assertGivenUp(
                    element ->
                            element instanceof SessionFrame.Decoded frame
                                    && frame.recordingMs() == 80);
        }

        @Test
        void ofMeasuringAtTheEndEndItsSession() throws Exception {
            assertGivenUp(SessionFrame.End.class::isInstance);
        }

        private void assertGivenUp(Predicate<SessionFrame> bad) throws Exception {
            ObjectRef recording = recordings.record("a.webm", every(40, 5));
            Session broken = session("s-2", recording);

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.behind(element -> failWhere(bad, element));
                scenario.land(session("s-1", recording), broken, session("s-3", recording));
                scenario.drain();

                assertThat(scenario.frames("s-1")).hasSize(5);
                assertThat(scenario.frames("s-3")).hasSize(5);
                assertThat(scenario.ends())
                        .extracting(End::sessionId)
                        .containsExactly("s-1", "s-3");
                assertThat(scenario.keptInState()).isZero();
                assertThat(scenario.rejections())
                        .singleElement()
                        .satisfies(
                                rejection -> {
                                    assertThat(rejection.reason())
                                            .isEqualTo(RejectReason.RECORDING_UNREADABLE);
                                    assertThat(rejection.sessionId()).isEqualTo("s-2");
                                    assertThat(rejection.key()).isEqualTo(broken.manifestUri());
                                    assertThat(rejection.message())
                                            .startsWith(broken.manifestUri())
                                            .contains("IllegalStateException")
                                            .contains("Record it again");
                                });
                // The last word that the operators hear of it has them forget it.
                assertThat(scenario.events().stream().filter(new Start("s-2")::equals)).hasSize(2);
            }
        }

        /** As an operator of the chain fails, in Flink's wrapping. */
        private static void failWhere(Predicate<SessionFrame> bad, SessionFrame element) {
            if (element.sessionId().equals("s-2") && bad.test(element)) {
                try {
                    AnalysisException.guard(
                            () -> {
                                throw new IllegalStateException("no such landmark");
                            });
                } catch (AnalysisException e) {
                    throw new ExceptionInChainedOperatorException(e);
                }
            }
        }

        @Test
        void ofReadingEndTheirSession() throws Exception {
            ObjectRef recording = recordings.record("a.webm", every(40, 5));
            LocalStore failing =
                    new LocalStore() {
                        @Override
                        public SeekableByteChannel open(ObjectRef ref) throws IOException {
                            if (ref.uri().endsWith("b.webm")) {
                                throw new IllegalArgumentException("who would have thought");
                            }
                            return super.open(ref);
                        }
                    };

            try (ReaderScenario scenario = ReaderScenario.start(c -> failing, EACH_FRAME)) {
                scenario.land(
                        session("s-1", recordings.record("b.webm", 0)), session("s-2", recording));
                scenario.drain();

                assertThat(scenario.rejections())
                        .extracting(Rejection::sessionId)
                        .containsExactly("s-1");
                assertThat(scenario.frames("s-2")).hasSize(5);
                assertThat(scenario.ends()).extracting(End::sessionId).containsExactly("s-2");
                assertThat(scenario.keptInState()).isZero();
            }
        }

        /** State that cannot be written, a sink's disk that is full: never the session's fault. */
        @Test
        void behindTheAnalysisFailTheTask() throws Exception {
            ObjectRef recording = recordings.record("a.webm", every(40, 5));

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.behind(
                        element -> {
                            if (element instanceof SessionFrame.End) {
                                throw new ExceptionInChainedOperatorException(
                                        new IOException("no space left on device"));
                            }
                        });
                scenario.land(session("s-1", recording));

                assertThatThrownBy(scenario::drain)
                        .hasStackTraceContaining("no space left on device");
                assertThat(scenario.rejections()).isEmpty();
                assertThat(scenario.keptInState()).as("to be tried again").isPositive();
            }
        }

        @Test
        void ofTheMachineFailTheTask() throws Exception {
            ObjectRef recording = recordings.record("a.webm", every(40, 5));

            try (ReaderScenario scenario = ReaderScenario.start(EACH_FRAME)) {
                scenario.behind(
                        element ->
                                AnalysisException.guard(
                                        () -> {
                                            throw new OutOfMemoryError("Java heap space");
                                        }));
                scenario.land(session("s-1", recording));

                assertThatThrownBy(scenario::drain).isInstanceOf(OutOfMemoryError.class);
                assertThat(scenario.rejections()).isEmpty();
            }
        }
    }

    /** Of which no recording is too short: it tells when the ad began, and no more. */
    private static SessionBuilder aPlay() {
        return aSession().events(new PlayerEvent(0, 0, PlayerEvent.Kind.PLAY));
    }

    private static Session session(String id, ObjectRef... recordings) {
        return aPlay().id(id).recordings(recordings).build();
    }
}
