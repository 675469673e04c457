package io.adgaze.jobs.suppression;

import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.GazeTrack;
import io.adgaze.records.SessionResult;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.ViewerSecond;
import io.adgaze.records.density.GazeMoment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What may be published of an ad, worked out a figure at a time from nothing but its viewers: how
 * many each rests on, and so what it is, or that it is null.
 */
final class PublishableFigures {

    /** A tenth of a second each, and those after the ad to which its last ones still belong. */
    private static final int MOMENTS = 10 * RandomAd.SECONDS + 5;

    private static final Map<String, Function<ViewerSecond, Float>> ESTIMATES = estimates();
    private static final Map<Integer, Double> T = new HashMap<>();

    private final RandomAd ad;
    private final Map<Integer, Map<String, Double>> rows = new TreeMap<>();

    PublishableFigures(RandomAd ad) {
        this.ad = ad;
        for (int second = 0; second < RandomAd.SECONDS; second++) {
            if (viewersN(second) > 0) {
                rows.put(second, publishable(second));
            }
        }
    }

    /** The seconds that some viewer covered. */
    List<Integer> seconds() {
        return List.copyOf(rows.keySet());
    }

    int viewersN(int second) {
        return viewersOf(second).size();
    }

    /** Each column of {@code ad_seconds} that holds a figure. */
    Map<String, Double> row(int second) {
        return rows.get(second);
    }

    private Map<String, Double> publishable(int second) {
        List<ViewerSecond> viewers = viewersOf(second);
        boolean enough = viewers.size() >= ad.minViewers;
        Map<String, Double> row = new LinkedHashMap<>();
        row.put(
                "retention_rate",
                enough ? (Double) ((double) viewers.size() / ad.viewers.size()) : null);
        ESTIMATES.forEach(
                (column, measure) -> {
                    double[] values = values(viewers, measure);
                    row.put(column + "_n", enough ? (Double) (double) values.length : null);
                    putEstimate(row, column, values);
                });
        List<String> dominant =
                viewers.stream()
                        .map(ViewerSecond::dominantExpression)
                        .filter(Objects::nonNull)
                        .toList();
        for (String name : ExpressionProbabilities.NAMES) {
            double share = (double) dominant.stream().filter(name::equals).count();
            row.put(
                    "share_" + name + "_rate",
                    dominant.size() >= ad.minViewers ? (Double) (share / dominant.size()) : null);
        }
        row.put("gaze_dispersion_norm", dispersion(viewers));
        return row;
    }

    /** Null unless enough sessions have a value. */
    Double validRateMean() {
        return mean(ad.viewers, SessionSummary::validRate);
    }

    Integer usableN() {
        return count(s -> s.qualityGrade() < 6);
    }

    Integer completedN() {
        return count(SessionSummary::completed);
    }

    List<GazeTrack> tracks() {
        return ad.viewers.stream().map(SessionResult::gaze).filter(Objects::nonNull).toList();
    }

    Double gazeErrorMedian() {
        double[] errors = tracks().stream().mapToDouble(GazeTrack::errorNorm).sorted().toArray();
        if (errors.length < ad.minViewers) {
            return null;
        }
        return (Math.round(1000 * errors[(errors.length - 1) / 2])
                        + Math.round(1000 * errors[errors.length / 2]))
                / 2000.0;
    }

    /** The moments around which enough viewers have gaze; every one is looked at. */
    List<GazeMoment> publishableMoments() {
        return IntStream.rangeClosed(0, MOMENTS)
                .mapToObj(moment -> new GazeMoment(moment, viewersAround(moment)))
                .filter(moment -> moment.viewersN() >= ad.minViewers)
                .toList();
    }

    /** Those with gaze that such a moment rests on. */
    List<Integer> publishableSlices() {
        return IntStream.range(0, MOMENTS)
                .filter(slice -> tracks().stream().anyMatch(track -> hasPoint(track, slice, slice)))
                .filter(
                        slice ->
                                publishableMoments().stream()
                                        .anyMatch(
                                                m ->
                                                        slice >= m.index() - 5
                                                                && slice < m.index() + 5))
                .boxed()
                .toList();
    }

    private int viewersAround(int moment) {
        return (int)
                tracks().stream().filter(track -> hasPoint(track, moment - 5, moment + 4)).count();
    }

    private static boolean hasPoint(GazeTrack track, int firstSlice, int lastSlice) {
        return IntStream.of(track.adMs())
                .map(adMs -> adMs / 100)
                .anyMatch(slice -> slice >= firstSlice && slice <= lastSlice);
    }

    private void putEstimate(Map<String, Double> row, String column, double[] values) {
        int n = values.length;
        boolean enough = n >= ad.minViewers;
        double mean = IntStream.range(0, n).mapToDouble(i -> values[i]).average().orElse(0);
        double variance =
                IntStream.range(0, n).mapToDouble(i -> Math.pow(values[i] - mean, 2)).sum()
                        / (n - 1);
        double reach = n < 2 ? 0 : t(n) * Math.sqrt(variance / n);
        double least = isRate(column) ? 0 : column.equals("valence") ? -1 : -Double.MAX_VALUE;
        double most = isRate(column) || column.equals("valence") ? 1 : Double.MAX_VALUE;
        row.put(column + "_mean", enough ? (Double) mean : null);
        boolean bounded = enough && n > 1;
        row.put(column + "_ci95_low", bounded ? (Double) Math.max(least, mean - reach) : null);
        row.put(column + "_ci95_high", bounded ? (Double) Math.min(most, mean + reach) : null);
    }

    private static boolean isRate(String column) {
        return column.startsWith("p_")
                || column.endsWith("_rate")
                || List.of("expressiveness", "engagement_index").contains(column);
    }

    private static double t(int n) {
        return T.computeIfAbsent(
                n, ofN -> TDistribution.of(ofN - 1).inverseCumulativeProbability(0.975));
    }

    private Double dispersion(List<ViewerSecond> viewers) {
        List<ViewerSecond> gazing =
                viewers.stream()
                        .filter(v -> v.gazeXNormMed() != null && v.gazeYNormMed() != null)
                        .toList();
        if (gazing.size() < ad.minViewers) {
            return null;
        }
        double x = gazing.stream().mapToDouble(ViewerSecond::gazeXNormMed).average().orElseThrow();
        double y = gazing.stream().mapToDouble(ViewerSecond::gazeYNormMed).average().orElseThrow();
        return Math.sqrt(
                gazing.stream()
                        .mapToDouble(
                                v ->
                                        Math.pow(v.gazeXNormMed() - x, 2)
                                                + Math.pow(v.gazeYNormMed() - y, 2))
                        .average()
                        .orElseThrow());
    }

    private List<ViewerSecond> viewersOf(int second) {
        return ad.viewers.stream()
                .flatMap(viewer -> viewer.seconds().stream())
                .filter(row -> row.adSecond() == second)
                .toList();
    }

    private Double mean(List<SessionResult> viewers, Function<SessionSummary, Float> value) {
        double[] values =
                viewers.stream()
                        .map(viewer -> value.apply(viewer.summary()))
                        .filter(Objects::nonNull)
                        .mapToDouble(Float::doubleValue)
                        .toArray();
        return values.length < ad.minViewers
                ? null
                : (Double) IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum()
                        / values.length;
    }

    private Integer count(Function<SessionSummary, Boolean> which) {
        return ad.viewers.size() < ad.minViewers
                ? null
                : (Integer) (int) ad.viewers.stream().filter(v -> which.apply(v.summary())).count();
    }

    private static double[] values(
            List<ViewerSecond> viewers, Function<ViewerSecond, Float> measure) {
        return viewers.stream()
                .map(measure)
                .filter(Objects::nonNull)
                .mapToDouble(Float::doubleValue)
                .toArray();
    }

    private static Map<String, Function<ViewerSecond, Float>> estimates() {
        Map<String, Function<ViewerSecond, Float>> estimates = new LinkedHashMap<>();
        estimates.put("coverage_rate", ViewerSecond::coverageRate);
        estimates.put("valid_rate", ViewerSecond::validRate);
        Map<String, Function<ExpressionProbabilities, Float>> expressions =
                Map.of(
                        "angry", ExpressionProbabilities::angry,
                        "disgust", ExpressionProbabilities::disgust,
                        "fear", ExpressionProbabilities::fear,
                        "happy", ExpressionProbabilities::happy,
                        "sad", ExpressionProbabilities::sad,
                        "surprise", ExpressionProbabilities::surprise,
                        "neutral", ExpressionProbabilities::neutral);
        expressions.forEach(
                (name, p) ->
                        estimates.put("p_" + name, v -> v.p() == null ? null : p.apply(v.p())));
        estimates.put("expressiveness", ViewerSecond::expressiveness);
        estimates.put("expressiveness_delta", ViewerSecond::expressivenessDelta);
        estimates.put("valence", ViewerSecond::valence);
        estimates.put("attention_rate", ViewerSecond::attentionRate);
        estimates.put("engagement_index", ViewerSecond::engagementIndex);
        estimates.put("yaw_deg", ViewerSecond::yawDegMean);
        estimates.put("pitch_deg", ViewerSecond::pitchDegMean);
        estimates.put("roll_deg", ViewerSecond::rollDegMean);
        estimates.put("blinks", v -> v.blinksN() == null ? null : (Float) (float) v.blinksN());
        estimates.put("on_ad_rate", ViewerSecond::onAdRate);
        estimates.put("gaze_x_norm", ViewerSecond::gazeXNormMed);
        estimates.put("gaze_y_norm", ViewerSecond::gazeYNormMed);
        return estimates;
    }
}
