package io.adgaze.records.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.tables.OutputLayout.AdPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths of docs/contracts.md. */
class OutputLayoutTest {

    @ParameterizedTest
    @ValueSource(strings = {"s3://b/out", "s3://b/out/"})
    void isThatOfTheContract(String outputUri) {
        OutputLayout output = new OutputLayout(outputUri);

        assertThat(output.table("sessions") + "/" + OutputLayout.partition("2026-11-22", "a-1"))
                .isEqualTo("s3://b/out/sessions/v=2/dt=2026-11-22/ad=id-a-1");
        assertThat(output.adObject(OutputLayout.AD_SECONDS, "2026-11-22", "a-1"))
                .isEqualTo("s3://b/out/ad_seconds/v=2/dt=2026-11-22/ad=id-a-1/part-0.parquet");
        assertThat(output.exports("a-1")).isEqualTo("s3://b/out/exports/ad=id-a-1");
        assertThat(output.rejected() + "/" + OutputLayout.day("2026-11-22"))
                .isEqualTo("s3://b/out/rejected/dt=2026-11-22");
    }

    @Test
    void anAdsSecondsTellTheirAdAndDay() {
        String seconds =
                new OutputLayout("s3://b/dt=2020-01-01/out")
                        .adObject(OutputLayout.AD_SECONDS, "2026-11-22", "a");

        assertThat(OutputLayout.adPartition(seconds)).contains(new AdPartition("a", "2026-11-22"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://b/out/ad_seconds/v=2/dt=2026-11-22/ad=id-a-1/",
                "s3://b/out/ad_seconds/v=2/dt=today/ad=id-a-1/part-0.parquet",
                "s3://b/out/ad_seconds/v=2/dt=2026-11-22/ad=id-a-1/.part-0.parquet.1.partial",
                "s3://b/out/ad_seconds/v=2/_SUCCESS"
            })
    void otherObjectsHoldNoSeconds(String uri) {
        assertThat(OutputLayout.adPartition(uri)).isEmpty();
    }
}
