package io.adgaze.operators.ads;

import io.adgaze.records.AdReport;
import io.adgaze.records.AdSample;
import io.adgaze.records.AdSecond;
import io.adgaze.records.GazeTrack;
import io.adgaze.records.SessionResult;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.ViewerSecond;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Makes an ad's report from its sessions. */
final class AdReports {

    /** The order in which sessions are counted; a viewer's first session is the one that counts. */
    private static final Comparator<SessionResult> FIRST =
            Comparator.comparing((SessionResult s) -> s.summary().startedAt())
                    .thenComparing(s -> s.summary().sessionId());

    /** From this grade on a session counts as unusable in the sample's description. */
    private static final int UNUSABLE_GRADE = 6;

    private AdReports() {}

    static AdReport of(String adId, String dt, List<SessionResult> all, int minViewers) {
        List<SessionResult> viewers = firstOfEachViewer(all);
        SessionResult latest = viewers.get(viewers.size() - 1);
        return new AdReport(
                adId,
                dt,
                latest.ad(),
                latest.summary().adDurationMs(),
                sample(viewers, minViewers),
                seconds(adId, dt, viewers, minViewers),
                viewers.stream().map(SessionResult::gaze).filter(Objects::nonNull).toList());
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

    private static AdSample sample(List<SessionResult> viewers, int minViewers) {
        List<SessionSummary> sessions = viewers.stream().map(SessionResult::summary).toList();
        List<GazeTrack> gaze =
                viewers.stream().map(SessionResult::gaze).filter(Objects::nonNull).toList();
        return new AdSample(
                sessions.size(),
                gaze.size(),
                (int) sessions.stream().filter(s -> s.qualityGrade() < UNUSABLE_GRADE).count(),
                (int) sessions.stream().filter(SessionSummary::completed).count(),
                Statistics.median(gaze.stream().map(GazeTrack::errorNorm).toList()),
                Statistics.estimate(sessions.stream().map(SessionSummary::validRate).toList())
                        .mean(),
                minViewers);
    }

    private static List<AdSecond> seconds(
            String adId, String dt, Collection<SessionResult> viewers, int minViewers) {
        Map<Integer, List<ViewerSecond>> bySecond = new TreeMap<>();
        for (SessionResult viewer : viewers) {
            for (ViewerSecond second : viewer.seconds()) {
                bySecond.computeIfAbsent(second.adSecond(), s -> new ArrayList<>()).add(second);
            }
        }
        AdSeconds rows = new AdSeconds(adId, dt, viewers.size(), minViewers);
        return bySecond.entrySet().stream()
                .map(second -> rows.row(second.getKey(), second.getValue()))
                .toList();
    }
}
