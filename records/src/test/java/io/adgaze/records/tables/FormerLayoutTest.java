package io.adgaze.records.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.tables.OutputLayout.AdPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths of release 0.1.0. */
class FormerLayoutTest {

    private final FormerLayout former = new FormerLayout("s3://b/out/");

    @ParameterizedTest
    @CsvSource({
        "sessions/v=1/dt=2026-11-22/ad_id=007/part-a-0.parquet,"
                + " sessions/v=2/dt=2026-11-22/ad=id-007/part-a-0.parquet",
        "ad_seconds/v=1/dt=2026-11-22/ad_id=_x/part-0.parquet,"
                + " ad_seconds/v=2/dt=2026-11-22/ad=id-_x/part-0.parquet",
        "exports/ad_id=a.1/report.html, exports/ad=id-a.1/report.html",
    })
    void eachObjectHasItsPlaceInThePresentOne(String before, String now) {
        assertThat(former.successor("s3://b/out/" + before)).contains("s3://b/out/" + now);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sessions/v=2/dt=2026-11-22/ad=id-007/part-a-0.parquet",
                "sessions/v=1/dt=2026-11-22/ad_id=a/.part-a-0.parquet.inprogress.1",
                "sessions/v=1/dt=2026-11-22/ad_id=a/notes.parquet",
                "notes/v=1/dt=2026-11-22/ad_id=a/part-a-0.parquet",
                "exports/ad_id=a/.report.html.1.partial",
                "rejected/dt=2026-11-22/part-a-0.jsonl"
            })
    void otherObjectsStay(String object) {
        assertThat(former.successor("s3://b/out/" + object)).isEmpty();
    }

    @Test
    void allOfItLiesUnderItsPrefixes() {
        assertThat(former.prefixes())
                .containsExactly(
                        "s3://b/out/viewer_seconds/v=1/",
                        "s3://b/out/sessions/v=1/",
                        "s3://b/out/frames/v=1/",
                        "s3://b/out/ad_seconds/v=1/",
                        "s3://b/out/exports/ad_id=");
    }

    @Test
    void anAdsSecondsTellTheirAdAndDay() {
        String seconds = former.table("ad_seconds") + "/dt=2026-11-22/ad_id=007/part-0.parquet";

        assertThat(FormerLayout.adPartition(seconds))
                .contains(new AdPartition("007", "2026-11-22"));
        assertThat(OutputLayout.adPartition(seconds)).isEmpty();
    }
}
