package io.adgaze.models.evaluation;

/** Tells on the console how far a long piece of work has come. */
final class Progress {

    private static final int STEPS = 5;

    private final String work;
    private final int total;
    private int step;

    Progress(String work, int total) {
        this.work = work;
        this.total = total;
    }

    /** So many of the total are done. */
    void done(int count) {
        if ((long) count * STEPS / total > step) {
            step = count * STEPS / total;
            System.out.println("  " + work + ": " + count + " of " + total);
        }
    }
}
