package io.adgaze.models.evaluation;

import io.adgaze.records.ExpressionProbabilities;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well seven probabilities a picture agree with the pictures' labels.
 *
 * @param picturesN pictures
 * @param accuracy share whose likeliest class is the label
 * @param macroF1 mean over the classes of their F1
 * @param calibrationError expected calibration error, over {@value #BINS} bins of the likeliest
 *     class's probability (Guo et al. 2017), 0..1
 * @param negativeLogLikelihood mean of -ln of the label's probability
 * @param classes precision and recall a class, in FER2013's order
 * @param confusion pictures by label (row) and by likeliest class (column)
 */
record ExpressionScore(
        int picturesN,
        double accuracy,
        double macroF1,
        double calibrationError,
        double negativeLogLikelihood,
        List<ClassScore> classes,
        List<List<Integer>> confusion) {

    static final int BINS = 15;

    /** Below it a probability is a rounding of 0, whose logarithm would outweigh all others. */
    private static final double LEAST_PROBABILITY = 1e-7;

    /**
     * One class.
     *
     * @param name its name
     * @param picturesN pictures with this label
     * @param precision share of those taken for it that are; NaN when none is taken for it
     * @param recall share of its pictures that are taken for it
     * @param f1 harmonic mean of both
     */
    record ClassScore(String name, int picturesN, double precision, double recall, double f1) {}

    /** A picture's label and what it was taken for. */
    record Guess(int label, ExpressionProbabilities probabilities) {

        int likeliest() {
            return ExpressionProbabilities.NAMES.indexOf(probabilities.dominant());
        }

        double confidence() {
            return probabilities.toArray()[likeliest()];
        }

        boolean isRight() {
            return likeliest() == label;
        }
    }

    static ExpressionScore of(List<Guess> guesses) {
        List<List<Integer>> confusion = confusion(guesses);
        List<ClassScore> classes = new ArrayList<>();
        for (int i = 0; i < confusion.size(); i++) {
            classes.add(classScore(i, confusion));
        }
        return new ExpressionScore(
                guesses.size(),
                Statistics.mean(guesses.stream().mapToDouble(g -> g.isRight() ? 1 : 0).toArray()),
                Statistics.mean(
                        classes.stream()
                                .filter(c -> c.picturesN > 0)
                                .mapToDouble(ClassScore::f1)
                                .toArray()),
                calibrationError(guesses),
                Statistics.mean(guesses.stream().mapToDouble(ExpressionScore::surprise).toArray()),
                classes,
                confusion);
    }

    private static double surprise(Guess guess) {
        return -Math.log(Math.max(LEAST_PROBABILITY, guess.probabilities.toArray()[guess.label]));
    }

    private static List<List<Integer>> confusion(List<Guess> guesses) {
        int n = ExpressionProbabilities.NAMES.size();
        int[][] counts = new int[n][n];
        for (Guess guess : guesses) {
            counts[guess.label][guess.likeliest()]++;
        }
        List<List<Integer>> rows = new ArrayList<>();
        for (int[] row : counts) {
            rows.add(Arrays.stream(row).boxed().toList());
        }
        return rows;
    }

    private static ClassScore classScore(int i, List<List<Integer>> confusion) {
        int right = confusion.get(i).get(i);
        int labelled = confusion.get(i).stream().mapToInt(Integer::intValue).sum();
        int taken = confusion.stream().mapToInt(row -> row.get(i)).sum();
        return new ClassScore(
                ExpressionProbabilities.NAMES.get(i),
                labelled,
                (double) right / taken,
                (double) right / labelled,
                2.0 * right / (labelled + taken));
    }

    private static double calibrationError(List<Guess> guesses) {
        double[] confidence = new double[BINS];
        int[] right = new int[BINS];
        for (Guess guess : guesses) {
            int bin = (int) Math.min(BINS - 1, guess.confidence() * BINS);
            confidence[bin] += guess.confidence();
            right[bin] += guess.isRight() ? 1 : 0;
        }
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(confidence[bin] - right[bin]);
        }
        return sum / guesses.size();
    }
}
