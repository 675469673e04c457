package io.adgaze.records.tables;

import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.FixationRow;
import io.adgaze.records.MeanPeakEnd;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.Versions;
import io.adgaze.records.ViewerSecond;
import java.time.Instant;

/** Rows for tests. */
public final class TableRows {

    public static final Instant STARTED_AT = Instant.parse("2026-11-22T10:00:00.123Z");

    private TableRows() {}

    /** A measured second. */
    public static ViewerSecond second(String sessionId, String adId, int adSecond) {
        return second(
                sessionId,
                adId,
                adSecond,
                new ExpressionProbabilities(0.01f, 0.02f, 0.03f, 0.5f, 0.04f, 0.1f, 0.3f),
                "happy");
    }

    /** A second without consent to expressions. */
    public static ViewerSecond secondWithoutExpressions(
            String sessionId, String adId, int adSecond) {
        return second(sessionId, adId, adSecond, null, null);
    }

    private static ViewerSecond second(
            String sessionId,
            String adId,
            int adSecond,
            ExpressionProbabilities p,
            String dominantExpression) {
        return new ViewerSecond(
                "2026-11-22",
                sessionId,
                "v-1",
                adId,
                adSecond,
                1f,
                30,
                29,
                29 / 30f,
                null,
                p,
                dominantExpression,
                p == null ? null : p.expressiveness(),
                null,
                p == null ? null : p.valence(),
                0.9f,
                null,
                1.5f,
                -2f,
                0.25f,
                1,
                28,
                0.4f,
                0.6f,
                0.05f,
                1f,
                3,
                266.5f,
                Versions.METRIC,
                Versions.MODEL);
    }

    /** A fixation at the beginning of the ad. */
    public static FixationRow fixation(String sessionId, String adId, int fixationN) {
        return new FixationRow(
                "2026-11-22",
                sessionId,
                "v-1",
                adId,
                fixationN,
                250,
                2050,
                433,
                0.25f,
                -0.125f,
                0.0625f,
                0.08f,
                Versions.METRIC,
                Versions.MODEL);
    }

    /** A session without consent to demographics. */
    public static SessionSummary session(String sessionId, String adId) {
        return new SessionSummary(
                "2026-11-22",
                sessionId,
                "v-1",
                adId,
                STARTED_AT,
                "desktop",
                "c-1",
                42_000,
                41_500,
                true,
                29.97f,
                1245,
                0.98f,
                1,
                true,
                9,
                0.08f,
                39.5f,
                2,
                120,
                280f,
                new MeanPeakEnd(0.3f, 0.9f, 0.4f),
                null,
                17,
                null,
                null,
                null,
                null,
                Versions.METRIC,
                Versions.MODEL,
                "camp-1",
                null);
    }
}
