package io.adgaze.records.measures;

/** An ad's measures in words: what a reader of a report or of {@code ad_seconds} is told. */
public enum Measure {
    RETENTION(
            "retention_rate",
            "Retention",
            "Share of the ad’s viewers that covered the second.",
            "Share of the ad's viewers that covered the second."),
    ATTENTION(
            "attention_rate",
            "Attention",
            "Share of the time with head and gaze toward the ad.",
            "Share of a viewer's valid frames with the head, and the gaze where measured, toward the"
                    + " ad; mean over viewers."),
    ENGAGEMENT(
            "engagement_index",
            "Engagement index",
            "Attention times expressiveness, 0 to 1.",
            "Mean of attention x (1 - p_neutral) over a viewer's valid frames, 0 to 1; mean over"
                    + " viewers."),
    VALENCE(
            "valence",
            "Valence",
            "Pleasant less unpleasant expression, −1 to 1.",
            "Mean of p_happy - max(p_angry, p_disgust, p_fear, p_sad), -1 to 1; mean over viewers."),
    EXPRESSION(
            "p_<expression>",
            "Expressions",
            "Mean probability of the seven FER2013 classes. What a face shows is not what a person"
                    + " feels.",
            "Mean probability of the seven FER2013 classes, which sum to 1; mean over viewers."),
    GAZE(
            "gaze_x_norm, gaze_y_norm",
            "Mean over viewers of the second's median gaze; the ad's picture spans 0 to 1 from its"
                    + " top left."),
    BOUNDS(
            "*_ci95_low, *_ci95_high",
            "95 % confidence bounds of the mean over viewers (Student's t).");

    private final String columns;
    private final String title;
    private final String inShort;
    private final String definition;

    Measure(String columns, String definition) {
        this(columns, "", "", definition);
    }

    Measure(String columns, String title, String inShort, String definition) {
        this.columns = columns;
        this.title = title;
        this.inShort = inShort;
        this.definition = definition;
    }

    /** Its columns in {@code ad_seconds}. */
    public String columns() {
        return columns;
    }

    /** Its name as a heading; empty where no chart shows it. */
    public String title() {
        return title;
    }

    /** What it says, for readers of a chart; empty where none shows it. */
    public String inShort() {
        return inShort;
    }

    /** How it is computed, in a sentence. */
    public String definition() {
        return definition;
    }
}
