package io.adgaze.operators.ads;

import io.adgaze.records.AdReport;
import io.adgaze.records.AdSample;
import io.adgaze.records.AdSecond;
import io.adgaze.records.Estimate;
import io.adgaze.records.GazeTrack;
import io.adgaze.records.MinimumViewers;
import io.adgaze.records.SessionResult;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.ViewerSecond;
import io.adgaze.records.measures.QualityGrade;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Makes an ad's report from its sessions. This is where figures over too few viewers end: what is
 * in the report may be published.
 */
public final class AdReports {

    /** The order in which sessions are counted; a viewer's first session is the one that counts. */
    private static final Comparator<SessionResult> FIRST =
            Comparator.comparing((SessionResult s) -> s.summary().startedAt())
                    .thenComparing(s -> s.summary().sessionId());

    private AdReports() {}

    /**
     * @param dt the ad's day, under which it is published
     * @param all the ad's sessions, at least one, in any order
     * @param minViewers below this many viewers a figure is suppressed
     */
    public static AdReport of(String adId, String dt, List<SessionResult> all, int minViewers) {
        MinimumViewers minimum = new MinimumViewers(minViewers);
        List<SessionResult> viewers = firstOfEachViewer(all);
        SessionResult latest = viewers.get(viewers.size() - 1);
        return new AdReport(
                adId,
                dt,
                latest.ad(),
                latest.summary().adDurationMs(),
                sample(viewers, minimum),
                seconds(adId, dt, viewers, minimum),
                CommonGaze.of(tracks(viewers), minimum));
    }

    private static List<SessionResult> firstOfEachViewer(List<SessionResult> all) {
        Map<String, SessionResult> byViewer = new TreeMap<>();
        for (SessionResult session : all) {
            byViewer.merge(
                    session.summary().viewerKey(),
                    session,
                    (a, b) -> FIRST.compare(a, b) <= 0 ? a : b);
        }
        return byViewer.values().stream().sorted(FIRST).toList();
    }

    private static List<GazeTrack> tracks(List<SessionResult> viewers) {
        return viewers.stream()
                .map(SessionResult::gaze)
                .filter(Objects::nonNull)
                .map(GazeTrack::counting)
                .filter(track -> !track.isEmpty())
                .toList();
    }

    private static AdSample sample(List<SessionResult> viewers, MinimumViewers minimum) {
        List<SessionSummary> sessions = viewers.stream().map(SessionResult::summary).toList();
        List<GazeTrack> gaze = tracks(viewers);
        Estimate validRate =
                Statistics.estimateWithin(
                        0, 1, sessions.stream().map(SessionSummary::validRate).toList());
        return new AdSample(
                sessions.size(),
                gaze.size(),
                count(sessions, s -> s.qualityGrade() < QualityGrade.UNUSABLE),
                count(sessions, SessionSummary::completed),
                Statistics.median(gaze.stream().map(GazeTrack::errorNorm).toList()),
                minimum.publish(validRate).mean(),
                minimum.n());
    }

    private static int count(List<SessionSummary> sessions, Predicate<SessionSummary> which) {
        return (int) sessions.stream().filter(which).count();
    }

    private static List<AdSecond> seconds(
            String adId, String dt, Collection<SessionResult> viewers, MinimumViewers minimum) {
        Map<Integer, List<ViewerSecond>> bySecond = new TreeMap<>();
        for (SessionResult viewer : viewers) {
            for (ViewerSecond second : viewer.seconds()) {
                bySecond.computeIfAbsent(second.adSecond(), s -> new ArrayList<>()).add(second);
            }
        }
        AdSeconds rows = new AdSeconds(adId, dt, viewers.size(), minimum);
        return bySecond.entrySet().stream()
                .map(second -> rows.row(second.getKey(), second.getValue()))
                .toList();
    }
}
