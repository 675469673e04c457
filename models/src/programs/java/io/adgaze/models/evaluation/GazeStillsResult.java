package io.adgaze.models.evaluation;

import io.adgaze.models.evaluation.Statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gaze on stills; errors in percent of the screen's width.
 *
 * @param all over all sessions, frames that count
 * @param people likewise, a person
 * @param everyFrame over all sessions, every frame with a face
 * @param sessions each session, frames that count
 */
record GazeStillsResult(
        GroupScore all, List<GroupScore> people, GroupScore everyFrame, List<SessionScore> sessions)
        implements Section.Result {

    private static final String DATA = "gaze/stills";

    /**
     * Means over sessions in which the figure is possible, each counting the same.
     *
     * @param name of the group
     * @param sessionsN sessions that could be calibrated
     * @param uncalibratedN sessions that could not
     * @param leftOutN frames that do not count
     * @param gaze calibrated on 8 points, tested on the others
     * @param gazeInterval 95 % bounds of its distance, by resampling sessions
     * @param gazeCm its distance, cm; null unless all the screens' widths are known
     * @param irisOnly likewise, by the iris alone
     * @param constant likewise, always the middle
     * @param heldOut what the calibration itself expected
     * @param nextSessionsN sessions that follow another of the person
     * @param reused those, by the map of the session before
     * @param reusedInterval 95 % bounds of its distance
     * @param cornersN sessions that the four corners could calibrate
     * @param corners calibrated on the four corners
     * @param cornersInterval 95 % bounds of its distance; null where there are none
     */
    record GroupScore(
            String name,
            int sessionsN,
            int uncalibratedN,
            int leftOutN,
            GazeError gaze,
            Interval gazeInterval,
            Double gazeCm,
            GazeError irisOnly,
            GazeError constant,
            double heldOut,
            int nextSessionsN,
            GazeError reused,
            Interval reusedInterval,
            int cornersN,
            GazeError corners,
            Interval cornersInterval) {

        static GroupScore of(String name, List<SessionScore> sessions) {
            List<SessionScore> calibrated =
                    sessions.stream().filter(session -> session.gaze() != null).toList();
            List<GazeError> gaze = possible(sessions, SessionScore::gaze);
            List<GazeError> reused = possible(sessions, SessionScore::reused);
            List<GazeError> corners = possible(sessions, SessionScore::corners);
            return new GroupScore(
                    name,
                    gaze.size(),
                    sessions.size() - gaze.size(),
                    sessions.stream().mapToInt(SessionScore::leftOutN).sum(),
                    GazeError.mean(gaze),
                    interval(gaze),
                    centimetres(calibrated),
                    GazeError.mean(possible(calibrated, SessionScore::irisOnly)),
                    GazeError.mean(possible(calibrated, SessionScore::constant)),
                    Statistics.mean(
                            calibrated.stream().mapToDouble(SessionScore::heldOut).toArray()),
                    reused.size(),
                    GazeError.mean(reused),
                    interval(reused),
                    corners.size(),
                    GazeError.mean(corners),
                    interval(corners));
        }

        private static List<GazeError> possible(
                List<SessionScore> sessions, Function<SessionScore, GazeError> figure) {
            return sessions.stream().map(figure).filter(Objects::nonNull).toList();
        }

        private static Interval interval(List<GazeError> sessions) {
            return sessions.isEmpty()
                    ? null
                    : Statistics.bootstrap(
                            sessions.stream().mapToDouble(GazeError::distance).toArray());
        }

        private static Double centimetres(List<SessionScore> calibrated) {
            if (calibrated.stream().anyMatch(session -> session.screenWidthCm() == null)) {
                return null;
            }
            return Statistics.mean(
                    calibrated.stream()
                            .mapToDouble(s -> s.gaze().distance() * s.screenWidthCm() / 100)
                            .toArray());
        }
    }

    static GazeStillsResult of(List<SessionScore> counted, List<SessionScore> everyFrame) {
        Map<String, List<SessionScore>> people =
                counted.stream()
                        .collect(
                                Collectors.groupingBy(
                                        SessionScore::person, TreeMap::new, Collectors.toList()));
        List<GroupScore> groups = new ArrayList<>();
        people.forEach((person, sessions) -> groups.add(GroupScore.of(person, sessions)));
        return new GazeStillsResult(
                GroupScore.of("all", counted),
                groups,
                GroupScore.of("every frame", everyFrame),
                counted);
    }

    @Override
    public List<Section.Figure> figures() {
        String byPerson =
                people.stream()
                        .map(p -> p.name() + " " + percent(p.gaze().distance()))
                        .collect(Collectors.joining(", "));
        return List.of(
                figure("gaze, same session", all.gaze(), all.gazeInterval(), all.sessionsN()),
                new Section.Figure(
                        "gaze, same session, a person",
                        byPerson,
                        DATA,
                        all.sessionsN() + " sessions"),
                figure(
                        "gaze, same session, by the iris alone",
                        all.irisOnly(),
                        null,
                        all.sessionsN()),
                figure(
                        "gaze, same session, always the middle",
                        all.constant(),
                        null,
                        all.sessionsN()),
                figure(
                        "gaze, next session, map reused",
                        all.reused(),
                        all.reusedInterval(),
                        all.nextSessionsN()),
                figure(
                        "gaze, calibrated on four corners",
                        all.corners(),
                        all.cornersInterval(),
                        all.cornersN()));
    }

    private static Section.Figure figure(
            String name, GazeError error, Interval interval, int sessions) {
        String value =
                sessions == 0
                        ? "not possible"
                        : percent(error.distance())
                                + " of the width"
                                + (interval == null ? "" : " (" + interval.words() + ")");
        return new Section.Figure(name, value, DATA, sessions + " sessions");
    }

    private static String percent(double value) {
        return Markdown.number(value, 1) + " %";
    }

    @Override
    public void describe(Markdown page) {
        page.heading(2, "Gaze on stills");
        page.paragraph(
                "Mean distance, % of the screen's width, a session counting the same; dx and dy are"
                        + " mean absolute, of the width too; in brackets 95 % of means over"
                        + " resampled sessions. Calibrated on the corners and inner points of a 4 x"
                        + " 4 grid, tested on the other eight. A frame counts where the job would"
                        + " give a screen point; \"every frame\": with closed eyes and turned heads"
                        + " too. Next session: by the map of the person's session before, as it is."
                        + " Corners: a session calibrated on its four corners alone.");
        Markdown.Table table =
                page.table(
                        "",
                        "sessions",
                        "frames left out",
                        "gaze",
                        "cm",
                        "dx",
                        "dy",
                        "iris alone",
                        "always the middle",
                        "expected by the calibration");
        row(table, all);
        people.forEach(person -> row(table, person));
        row(table, everyFrame);
        table.end();
        Markdown.Table next =
                page.table(
                        "",
                        "next sessions",
                        "map reused",
                        "dx",
                        "dy",
                        "sessions by corners",
                        "four corners",
                        "dx",
                        "dy");
        nextRow(next, all);
        people.forEach(person -> nextRow(next, person));
        nextRow(next, everyFrame);
        next.end();
        describeSessions(page);
    }

    private static void row(Markdown.Table table, GroupScore group) {
        table.row(
                group.name,
                group.sessionsN
                        + (group.uncalibratedN == 0
                                ? ""
                                : ", " + group.uncalibratedN + " not calibrated"),
                group.leftOutN,
                withInterval(group.gaze, group.gazeInterval),
                group.gazeCm == null ? "-" : Markdown.number(group.gazeCm, 1),
                Markdown.number(group.gaze.dx(), 1),
                Markdown.number(group.gaze.dy(), 1),
                Markdown.number(group.irisOnly.distance(), 1),
                Markdown.number(group.constant.distance(), 1),
                Markdown.number(group.heldOut, 1));
    }

    private static void nextRow(Markdown.Table table, GroupScore group) {
        table.row(
                group.name,
                group.nextSessionsN,
                withInterval(group.reused, group.reusedInterval),
                Markdown.number(group.reused.dx(), 1),
                Markdown.number(group.reused.dy(), 1),
                group.cornersN,
                group.cornersN == 0
                        ? "not possible"
                        : withInterval(group.corners, group.cornersInterval),
                Markdown.number(group.corners.dx(), 1),
                Markdown.number(group.corners.dy(), 1));
    }

    private static String withInterval(GazeError error, Interval interval) {
        String mean = Markdown.number(error.distance(), 1);
        return interval == null ? mean : mean + " (" + interval.words() + ")";
    }

    private void describeSessions(Markdown page) {
        Markdown.Table table =
                page.table(
                        "session",
                        "frames left out",
                        "tested",
                        "gaze",
                        "dx",
                        "dy",
                        "iris alone",
                        "map reused",
                        "four corners");
        for (SessionScore session : sessions) {
            GazeError gaze = session.gaze();
            table.row(
                    session.person() + " " + session.session(),
                    session.leftOutN(),
                    gaze == null ? 0 : gaze.framesN(),
                    distance(gaze),
                    gaze == null ? "-" : Markdown.number(gaze.dx(), 1),
                    gaze == null ? "-" : Markdown.number(gaze.dy(), 1),
                    distance(session.irisOnly()),
                    distance(session.reused()),
                    distance(session.corners()));
        }
        table.end();
    }

    private static String distance(GazeError error) {
        return error == null ? "-" : Markdown.number(error.distance(), 1);
    }
}
